#include "io/study/schema/reliability.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kHours{1.0, kInfinity, false, true, "a finite number of hours >= 1, the step"};

TableSchema hourly() {
    return {
        .name = "hourly",
        .about =
            "Hourly series from files: they replace the models of demand, availability and data-centre load, and give "
            "the availability or the stress hours of non-firm connections and the prices of markets.",
        .columns = {
            {"quantity",
             choice({"demand_mw", "available_frac", "data_center_mw", "nonfirm_available_frac", "buy_price_per_mwh",
                     "sell_price_per_mwh", "stress_price_per_mwh"})
                 .key(),
             "Demand of a region, availability of a plant, load of a data centre, available share of the non-firm part "
             "of a data centre's connection, a price of a market, or the price whose highest hours are the stress "
             "hours of a data centre's connection."},
            {"name", row_of("regions").or_row_of("plants").or_row_of("data_centers").key(),
             "Region, plant or data centre."},
            {"file", file(),
             "CSV file of the series, as a path relative to the study's folder; for prices also a result file (.h5)."},
            {"column", text(), "Column of that file; for a result file, the region whose price is used."},
        }};
}
}  // namespace

std::vector<TableSchema> reliability_tables() {
    return {
        {.name = "outages",
         .is_of_adequacy = true,
         .about = "Outage classes, a row for each derated state. A fully available unit enters the state after mttf_h "
                  "on average and returns to full availability after mttr_h on average; the sum of 1/mttf_h over a "
                  "class is at most 1.",
         .columns = {{"class", text().key(), "Name of the class."},
                     {"available_frac", number(kLoss).key(),
                      "Available share of capacity in the state; 0: a full outage."},
                     {"mttf_h", number(kHours), "Mean time to failure."},
                     {"mttr_h", number(kHours), "Mean time to repair."}}},
        {.name = "outage_temperatures",
         .is_of_adequacy = true,
         .about = "Dependence of failure rates on the outdoor temperature of a unit's region, linear between rows and "
                  "constant beyond.",
         .columns = {{"class", row_of("outages").key(), "Outage class."},
                     {"temperature_deg_c", number(kAirDegC).key(), "Outdoor temperature; increasing within a class."},
                     {"failure_factor", number(kNotNegative).without_unit(), "Factor on the failure rate 1/mttf_h."}}},
        {.name = "common_outages",
         .is_of_adequacy = true,
         .about = "Common-mode outages of all members, in addition to their own outages.",
         .columns = {{"name", text().key(), "Name of the common outage."},
                     {"kind", choice({"plant", "line", "store", "connection"}).key(), "Kind of the member."},
                     {"member", row_of("plants").or_row_of("lines").or_row_of("stores").or_row_of("data_centers").key(),
                      "Plant, line or store; for a connection, its data centre."},
                     {"outage", row_of("outages"), "Outage class; the same in all rows of a name."}}},
        {.name = "delays",
         .is_of_adequacy = true,
         .about = "Delay classes of projects.",
         .columns = {{"class", text().key(), "Name of the class."},
                     {"on_time_frac", number(kFraction), "Probability of no delay."},
                     {"mean_delay_months", number(kNotNegative), "Mean of the exponential delay of late projects."}}},
        hourly(),
    };
}

}  // namespace decawatt::io::schema
