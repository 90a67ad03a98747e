#include "io/study/schema/flexible_work.hpp"

namespace decawatt::io::schema {

namespace {
constexpr int kHoursPerYear = 8760;
constexpr double kUsualRecoveryH = 24.0;  // assumed: one whole event a day
constexpr double kUsualOverhead = 0.01;   // assumed: transfer of data and idle machines at the origin
constexpr Range kCatchUp{0.0, 10.0, false, false, "a fraction from 0 to 10 (0.3 for 30 %, not 30)"};

TableSchema work_classes() {
    return {.name = "work_classes",
            .about = "Additional classes of deferrable work of data centres, each with its own deadline.",
            .columns = {{"data_center", row_of("data_centers").key(), "Data centre."},
                        {"name", text().key(), "Name of the class."},
                        {"deferrable_frac", number(kFraction), "Fraction of the data centre's load."},
                        {"deadline_h", integer(0, kHoursPerYear), "Maximum deferral; 0: none."}}};
}

TableSchema work_links() {
    return {.name = "work_links",
            .about =
                "Directions in which work may be moved; no other is used. Without this table planning moves no work, "
                "and `adequacy` moves it to every data centre of another region with hosting_mw.",
            .columns = {
                {"from", row_of("data_centers").key(), "Origin: a data centre with movable_frac."},
                {"to", row_of("data_centers").key(), "Host: another one with hosting_mw."},
                {"limit_mw", number(kNotNegative).optional("no limit"),
                 "Maximum facility power that may be moved, at the origin."},
                {"active", boolean().otherwise(true),
                 "Whether the link is used; a variant of the study can switch it "
                 "on or off."},
                {"overhead_frac", number(kNotNegative).otherwise(kUsualOverhead).of_planning(),
                 "Additional energy at the host due to the move, on top of the ratio of the PUEs; the default is an "
                 "assumption."}}};
}
}  // namespace

Columns flexible_work() {
    return {
        {"deferrable_frac", number(kFraction).otherwise(0.0).of_adequacy_without("catch_up_frac"),
         "Fraction of load that can be deferred; requires a deadline."},
        {"movable_frac", number(kFraction).otherwise(0.0),
         "Fraction of load that other data centres can take over, in planning over work_links.csv; with the other "
         "fractions at most 1."},
        {"deadline_h",
         integer(0, kHoursPerYear).optional("required where load can be deferred").of_adequacy_without("catch_up_frac"),
         "Maximum deferral; 0: none."},
        {"hosting_mw", number(kNotNegative).otherwise(0.0),
         "Maximum load taken over from others, in planning over work_links.csv."},
        {"catch_up_frac", number(kCatchUp).optional("planning defers no work, `adequacy` does not limit it"),
         "Spare capacity of the halls for deferred work: its maximum increase of power above the load of the hour, as "
         "a fraction of that load."},
        {"cap_frac", number(kFraction).otherwise(0.0).of_planning(),
         "Fraction of load that may be cut, with the computing."},
        {"cap_event_h", number(kPositive).optional("required with cap_frac").of_planning(),
         "Hours of the full cut in one event."},
        {"cap_recovery_h", number(kPositive).otherwise(kUsualRecoveryH, "24, assumed").of_planning(),
         "Hours without a cut after which another full event may follow."},
        {"cap_h_per_year", number(kNotNegative).optional("no limit").of_planning(),
         "Hours of the full cut in a calendar year."},
        {"cap_cost_per_mwh", number(kNotNegative).optional("required with cap_frac").of_planning(),
         "Cost of computing that is lost, per MWh of facility energy."},
    };
}

std::vector<TableSchema> flexible_work_tables() {
    return {work_classes(), work_links()};
}

}  // namespace decawatt::io::schema
