#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "base/nearest_name.hpp"
#include "io/study/sections.hpp"

namespace decawatt::io {

namespace {
using base::at;

// A kind of cooling with its defaults, or a system of the study.
struct CoolingChoice {
    model::Cooling kind = model::Cooling::water_economizer;
    model::CoolingSystemIndex system = base::none<model::CoolingSystemIndex>;
    double supply_deg_c = 27.0;
};

CoolingChoice read_cooling(const Row& row, const model::CoolingSystems& systems) {
    CoolingChoice choice;
    const std::string word = row.text_or_empty("cooling");
    if (word.empty()) return choice;
    const std::vector<std::string> kinds = words_of<model::Cooling>(model::kCoolings);
    const auto kind = std::ranges::find(kinds, word);
    const auto system = std::ranges::find(systems.name, word);
    if (kind != kinds.end()) {
        choice.kind = static_cast<model::Cooling>(kind - kinds.begin());
    } else if (system != systems.name.end()) {
        const auto s = static_cast<std::size_t>(system - systems.name.begin());
        choice.kind = systems.kind[s];
        choice.system = static_cast<model::CoolingSystemIndex>(s);
        const bool liquid = choice.kind == model::Cooling::liquid;
        choice.supply_deg_c = liquid ? systems.liquid[s].supply_deg_c : systems.air[s].supply_deg_c;
    } else {
        std::vector<std::string> known = kinds;
        known.insert(known.end(), systems.name.begin(), systems.name.end());
        row.fault("cooling", fmt::format("one of {}, or a name in cooling_systems.csv{}", fmt::join(kinds, ", "),
                                         base::did_you_mean(word, known)));
    }
    return choice;
}

// Rated UPS power over rated IT power: a number, or N modules that just carry the load, one more, or all of them twice.
double read_redundancy(const Row& row) {
    constexpr Range kRedundancy{1.0, 4.0, false, false, "a ratio from 1 to 4 (2 for 2N)"};
    constexpr int kUsualModules = 4, kMostModules = 100;
    const int modules = row.integer("ups_modules", 1, kMostModules, kUsualModules);
    if (row.empty("ups_configuration")) return row.number("ups_redundancy", kRedundancy, 1.0 + 1.0 / modules);
    if (!row.empty("ups_redundancy")) row.fault("ups_redundancy", "nothing beside ups_configuration");
    const double ratios[] = {1.0, 1.0 + 1.0 / modules, 2.0};
    return ratios[row.choice("ups_configuration", {"N", "N+1", "2N"}).value_or(0)];
}

// Example coefficients of a double-conversion UPS of today and of an old one, of rated power.
void read_ups(const Row& row, model::DataCenters& centers) {
    struct Losses {
        double constant, linear, square;
    };
    const bool legacy = !row.empty("ups_losses") && row.choice("ups_losses", {"modern", "legacy"}) == 1U;
    const Losses losses = legacy ? Losses{0.020, 0.020, 0.020} : Losses{0.010, 0.012, 0.013};
    centers.ups_loss_constant.push_back(row.number("ups_loss_constant", kLoss, losses.constant));
    centers.ups_loss_linear.push_back(row.number("ups_loss_linear", kLoss, losses.linear));
    centers.ups_loss_square.push_back(row.number("ups_loss_square", kLoss, losses.square));
    centers.ups_redundancy.push_back(read_redundancy(row));
}

void read_centers(const Reading& reading, model::Study& study) {
    const Names regions = reading.names("regions", study.regions.name);
    const Names sites = reading.names("sites", study.sites.name);
    const Names contracts = reading.names("contracts", study.contracts.name);
    model::DataCenters& centers = study.data_centers;
    for (const Row& row : reading.rows("data_centers")) {
        centers.name.push_back(row.text("name"));
        centers.region.push_back(row.reference<model::RegionIndex>("region", regions));
        centers.site.push_back(reading.model_reference<model::SiteIndex>(row, "site", sites));
        centers.contract.push_back(row.reference_or_none<model::ContractIndex>("contract", contracts));
        centers.it_scale.push_back(row.number("it_scale", kNotNegative, 1.0));
        centers.connection_mw.push_back(row.number("connection_mw", kNotNegative));
        centers.build_connection.push_back(read_build(row, study.horizon));
        centers.may_shed.push_back(row.boolean("may_shed", true));
        const CoolingChoice cooling = read_cooling(row, study.cooling_systems);
        centers.cooling.push_back(cooling.kind);
        centers.cooling_system.push_back(cooling.system);
        centers.supply_temperature_deg_c.push_back(
            row.number("supply_temperature_deg_c", kSupplyDegC, cooling.supply_deg_c));
        centers.liquid_frac.push_back(row.number("liquid_frac", kFraction, 0.85));
        read_ups(row, centers);
        centers.distribution_loss_frac.push_back(row.number("distribution_loss_frac", kLoss, 0.01));
        centers.lighting_frac.push_back(row.number("lighting_frac", kLoss, 0.001));
    }
}
}  // namespace

void read_data_centers(const Reading& reading, model::Study& study) {
    read_cooling_systems(reading, study.cooling_systems);
    read_centers(reading, study);
    read_machines(reading, study);
}

void read_contracts(const Reading& reading, model::Study& study) {
    model::Contracts& contracts = study.contracts;
    for (const Row& row : reading.rows("contracts")) {
        contracts.name.push_back(row.text("name"));
        contracts.counts_clean.push_back(row.choice("counts", {"clean", "renewable"}) == 0U);
    }
    struct Target {
        const char* column;
        std::vector<model::YearTable>* table;
        const Range* range;
        double none;  // as no target at all
    };
    // More than the load of a year can be matched: the rest is sold. The limit is far above what is contracted.
    constexpr Range kAnnualMatching{0.0, 3.0, false, false, "a fraction from 0 to 3 (1.2 for 120 %, not 120)"};
    constexpr double kNone = model::kNoTarget;
    const std::vector<Target> targets = {{"hourly_frac", &contracts.hourly_target_frac, &kFraction, kNone},
                                         {"annual_frac", &contracts.annual_target_frac, &kAnnualMatching, kNone},
                                         {"excess_cap_frac", &contracts.excess_cap_frac, &kFraction, kNone},
                                         {"grid_clean_frac", &contracts.grid_clean_frac, &kFraction, 0.0}};
    for (const Target& target : targets) *target.table = year_tables(contracts.name);
    const Names names = reading.names("contracts", contracts.name);
    for (const Row& row : reading.rows("contract_targets")) {
        const auto contract = row.reference<model::ContractIndex>("contract", names);
        const int year = row.year();
        for (const Target& target : targets) {
            if (row.empty(target.column)) continue;  // the value of an earlier year goes on holding
            const bool ends = row.text_or_empty(target.column) == "none";
            const double frac = ends ? target.none : row.number(target.column, *target.range);
            if (contract != base::none<model::ContractIndex>) (*target.table)[at(contract)][year] = frac;
        }
    }
}

}  // namespace decawatt::io
