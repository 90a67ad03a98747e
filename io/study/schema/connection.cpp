#include "io/study/schema/connection.hpp"

#include "model/connection_terms.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kHoursOfYear{0.0, 8784.0, true, false, "a number of hours above 0 and up to 8784"};
constexpr Range kEvents{1.0, kInfinity, false, true, "a number >= 1"};

// Without the first, which is no word of the study.
std::vector<std::string> curtailment_words() {
    std::vector<std::string> words = enum_names<model::Curtailment>(model::kCurtailments);
    words.erase(words.begin());
    return words;
}
}  // namespace

Columns connection_terms() {
    return {
        {"connection_first_year", year().optional("always in service"),
         "First calendar year of the existing connection, without its non-firm part where that states its own."},
        {"connection_charge_per_kw_year", number(kNotNegative).otherwise(0.0),
         "Yearly charge for the existing connection without its non-firm part; new capacity pays "
         "fixed_cost_per_kw_year."},
        {"export_limit_mw", number(kNotNegative).optional("the connection").of_planning(),
         "Maximum export; the capacity of the connection, firm and non-firm, is a limit too."},
        {"import_ramp_mw_per_h", number(kPositive).optional("no limit").of_planning(),
         "Maximum rise or fall of net import in an hour; a curtailment may make it fall further."},
    };
}

Columns nonfirm_connection() {
    return {
        {"nonfirm_mw", number(kNotNegative).otherwise(0.0).of_adequacy_without("nonfirm_curtailment"),
         "Non-firm part of the connection, at most all of it."},
        {"nonfirm_curtailment", choice(curtailment_words()).optional("none: planning takes it as firm").of_planning(),
         "Rule by which planning curtails the non-firm part: an hourly file (nonfirm_available_frac in hourly.csv), "
         "hours of highest residual demand of the region, or a budget that the data centre allocates freely."},
        {"nonfirm_h_per_year", number(kHoursOfYear).optional("required with stress_hours and budget").of_planning(),
         "Hours of curtailment in a calendar year: a maximum with stress_hours, a minimum with budget."},
        {"nonfirm_h_per_event", number(kPositive).optional("no limit").of_planning(),
         "Maximum number of consecutive hours of curtailment (stress_hours)."},
        {"nonfirm_events_per_year", number(kEvents).optional("no limit").without_unit().of_planning(),
         "Maximum number of curtailment events (consecutive hours) in a calendar year (stress_hours)."},
        {"nonfirm_candidate_h_per_year", number(kPositive).optional("all hours").of_planning(),
         "Number of hours of highest residual demand to which a budget is restricted; not below nonfirm_h_per_year."},
        {"nonfirm_first_year", year().optional("as connection_first_year"),
         "First calendar year of the existing non-firm part."},
        {"nonfirm_charge_per_kw_year", number(kNotNegative).otherwise(0.0),
         "Yearly charge for the existing non-firm part; new capacity pays nonfirm_fixed_cost_per_kw_year."},
    };
}

Columns nonfirm_expansion() {
    return {
        {"nonfirm_build_limit_mw", number(kNotNegative).optional("nothing may be built"),
         "Non-firm capacity that may be built in all years together; requires nonfirm_curtailment."},
        {"nonfirm_build_limit_mw_per_year", number(kNotNegative).optional("as nonfirm_build_limit_mw"),
         "Non-firm capacity that may be built in one year; requires nonfirm_build_limit_mw."},
        {"nonfirm_build_first_year", year().optional("first year of the horizon"),
         "First year in which non-firm capacity may be built."},
        {"nonfirm_build_last_year", year().optional("last year of the horizon"),
         "Last year in which non-firm capacity may be built; not before nonfirm_build_first_year."},
        {"nonfirm_capex_per_kw", number(kNotNegative).optional("required with a build limit"),
         "Investment cost of non-firm capacity."},
        {"nonfirm_fixed_cost_per_kw_year", number(kNotNegative).otherwise(0.0),
         "Yearly charge for non-firm capacity that is built."},
        {"nonfirm_lifetime_years", number(kPositive).optional("required with a build limit"),
         "Years of operation of non-firm capacity that is built; also the period of its annuity."},
    };
}

}  // namespace decawatt::io::schema
