#include "io/study/schema/demand_side.hpp"

#include "io/study/schema/connection.hpp"
#include "io/study/schema/expansion.hpp"
#include "io/study/schema/flexible_work.hpp"
#include "model/study.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kRedundancy{1.0, 4.0, false, false, "a ratio from 1 to 4 (2 for 2N)"};
// Annual matching can exceed 1, with the surplus sold. The limit is far above actual contracts.
constexpr Range kAnnualMatching{0.0, 3.0, false, false, "a fraction from 0 to 3 (1.2 for 120 %, not 120)"};
constexpr int kUsualModules = 4, kMostModules = 100;

Columns place_and_cooling() {
    return {
        {"name", text().key(),
         "Name of the data centre. Without a contract, a name that no contract has: both are payers."},
        {"region", row_of("regions"), "Region that supplies it."},
        {"site", row_of("sites").of_models(), "Site of the weather that its cooling is exposed to."},
        {"connection_mw", number(kNotNegative), "Existing capacity of the grid connection."},
        {"contract", row_of("contracts").optional(), "Supply contract that its load belongs to."},
        {"tariff", row_of("tariffs").optional(), "Tariff of its imports."},
        {"it_scale", number(kNotNegative).otherwise(1.0).without_unit(), "Factor on the IT power of all its halls."},
        {"may_shed", boolean().otherwise(true), "Whether its load may be left unserved, at the value of lost load."},
        {"cooling",
         [] {
             Value kinds = row_of("cooling_systems").otherwise("water_economizer");
             kinds.words = enum_names<model::Cooling>(model::kCoolings);
             return kinds;
         }(),
         "Kind of cooling, or a cooling system of the study."},
        {"supply_temperature_deg_c", number(kSupplyDegC).optional("27, or the cooling system's"),
         "Temperature of the supply air, or of the supply water of liquid cooling."},
        {"liquid_frac", number(kFraction).otherwise(0.85), "Share of IT heat that liquid cooling removes."},
    };
}

Columns electrical_losses() {
    return {
        {"ups_loss_constant", number(kLoss).optional("0.010; legacy 0.020").without_unit(),
         "No-load loss of the UPS, as a fraction of its rated power."},
        {"ups_loss_linear", number(kLoss).optional("0.012; legacy 0.020").without_unit(),
         "Loss proportional to load: its value at rated power, as a fraction of rated power."},
        {"ups_loss_square", number(kLoss).optional("0.013; legacy 0.020").without_unit(),
         "Loss proportional to the square of load: its value at rated power, as a fraction of rated power."},
        {"ups_redundancy", number(kRedundancy).optional("1 + 1/ups_modules").without_unit(),
         "Rated UPS power over rated IT power; not together with ups_configuration."},
        {"ups_losses", choice({"modern", "legacy"}).otherwise("modern"),
         "Example loss coefficients: of a modern double-conversion UPS, or of an old one."},
        {"ups_configuration", choice({"N", "N+1", "2N"}).optional("none: ups_redundancy"),
         "Configuration of the UPS modules."},
        {"ups_modules", integer(1, kMostModules).otherwise(kUsualModules).without_unit(),
         "Number N of modules that carry the full load."},
        {"distribution_loss_frac", number(kLoss).otherwise(0.01), "Loss of distribution to the IT equipment."},
        {"lighting_frac", number(kLoss).otherwise(0.001), "Power of lighting over nameplate IT power."},
    };
}

Columns reliability() {
    return {
        {"connection_outage", row_of("outages").optional().of_adequacy(), "Outage class of the connection."},
        {"connection_delay", row_of("delays").optional().of_adequacy(), "Delay class of a connection that is built."},
        {"generator_mw", number(kNotNegative).otherwise(0.0).of_adequacy(), "Power of backup generators."},
        {"generator_h_per_year", number(kNotNegative).otherwise(0.0).of_adequacy(),
         "Hours per calendar year in which they may run."},
    };
}

Value target(const Range& range) {
    return number(range).or_word("none").optional("as in the year before");
}
}  // namespace

std::vector<TableSchema> data_center_tables() {
    return {{.name = "data_centers",
             .about = "Data centres. The expansion columns are those of the connection, firm and (nonfirm_) non-firm.",
             .columns = place_and_cooling() + electrical_losses() + reliability() + flexible_work() +
                        connection_terms() + nonfirm_connection() + power_expansion() + nonfirm_expansion()}};
}

std::vector<TableSchema> contract_tables() {
    return {
        {.name = "contracts",
         .about = "Supply contracts: data centres with the plants and stores contracted for them.",
         .columns = {{"name", text().key(), "Name of the contract."},
                     {"counts", choice({"clean", "renewable"}), "Which plants the contract counts."}}},
        {.name = "contract_targets",
         .about =
             "Targets of contracts, each stepwise by year on its own: an empty field keeps the value of an earlier "
             "year, `none` ends it. 0 ends a target as well, but an excess_cap_frac of 0 allows no excess at all.",
         .columns = {{"contract", row_of("contracts").key(), "Contract."},
                     {"year", year().key(), "First calendar year of the targets."},
                     {"hourly_frac", target(kFraction), "Minimum hourly score of the year."},
                     {"annual_frac", target(kAnnualMatching),
                      "Minimum ratio of counted generation to load in the year; above 1 a hub contracts more than its "
                      "load."},
                     {"excess_cap_frac", target(kFraction), "Maximum ratio of excess energy to load in the year."},
                     {"grid_clean_frac", target(kFraction), "Share of grid purchases that counts as clean."}}},
    };
}

}  // namespace decawatt::io::schema
