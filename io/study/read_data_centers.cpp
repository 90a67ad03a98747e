#include "io/study/read_data_centers.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <limits>

#include "base/nearest_name.hpp"
#include "io/study/read_connection.hpp"
#include "io/study/read_cooling.hpp"
#include "io/study/read_expansion.hpp"
#include "io/study/read_it_load.hpp"

namespace decawatt::io {

namespace {
using base::at;

// A type of cooling with its defaults, or a cooling system of the study.
struct CoolingChoice {
    model::Cooling kind = model::Cooling::water_economizer;
    model::CoolingSystemIndex system = base::none<model::CoolingSystemIndex>;
    double supply_deg_c = 27.0;
};

CoolingChoice read_cooling(const Row& row, const model::CoolingSystems& systems) {
    CoolingChoice choice;
    const std::string word = row.text("cooling");
    const std::vector<std::string> kinds = schema::enum_names<model::Cooling>(model::kCoolings);
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

// Rated UPS power over rated IT power: a number, or N modules that suffice for the load, N+1 or 2N.
double read_redundancy(const Row& row) {
    const int modules = row.integer("ups_modules");
    if (row.empty("ups_configuration")) return row.number("ups_redundancy", 1.0 + 1.0 / modules);
    if (!row.empty("ups_redundancy")) row.fault("ups_redundancy", "nothing together with ups_configuration");
    const double ratios[] = {1.0, 1.0 + 1.0 / modules, 2.0};
    return ratios[row.choice("ups_configuration").value_or(0)];
}

// Typical loss coefficients of modern and of older double-conversion UPS, relative to rated power.
void read_ups(const Row& row, model::DataCenters& centers) {
    struct Losses {
        double constant, linear, square;
    };
    const bool legacy = row.choice("ups_losses") == 1U;
    const Losses losses = legacy ? Losses{0.020, 0.020, 0.020} : Losses{0.010, 0.012, 0.013};
    centers.ups_loss_constant.push_back(row.number("ups_loss_constant", losses.constant));
    centers.ups_loss_linear.push_back(row.number("ups_loss_linear", losses.linear));
    centers.ups_loss_square.push_back(row.number("ups_loss_square", losses.square));
    centers.ups_redundancy.push_back(read_redundancy(row));
}

void read_centers(const Reading& reading, model::Study& study) {
    const Names regions = reading.names("regions", study.regions.name);
    const Names sites = reading.names("sites", study.sites.name);
    const Names contracts = reading.names("contracts", study.contracts.name);
    const Names tariffs = reading.names("tariffs", study.tariffs.name);
    model::DataCenters& centers = study.data_centers;
    for (const Row& row : reading.rows("data_centers")) {
        centers.name.push_back(row.text("name"));
        centers.region.push_back(row.reference<model::RegionIndex>("region", regions));
        centers.site.push_back(row.reference<model::SiteIndex>("site", sites));
        centers.contract.push_back(row.reference<model::ContractIndex>("contract", contracts));
        const auto tariff = row.reference<model::TariffIndex>("tariff", tariffs);
        if (!study.tariffs.name.empty()) centers.tariff.push_back(tariff);
        centers.it_scale.push_back(row.number("it_scale"));
        centers.connection_mw.push_back(row.number("connection_mw"));
        centers.build_connection.push_back(read_build(row, study.horizon));
        centers.terms.push_back(read_connection_terms(row, study.horizon));
        centers.may_shed.push_back(row.boolean("may_shed"));
        const CoolingChoice cooling = read_cooling(row, study.cooling_systems);
        centers.cooling.push_back(cooling.kind);
        centers.cooling_system.push_back(cooling.system);
        centers.supply_temperature_deg_c.push_back(row.number("supply_temperature_deg_c", cooling.supply_deg_c));
        centers.liquid_frac.push_back(row.number("liquid_frac"));
        read_ups(row, centers);
        centers.distribution_loss_frac.push_back(row.number("distribution_loss_frac"));
        centers.lighting_frac.push_back(row.number("lighting_frac"));
    }
}
}  // namespace

void read_data_centers(const Reading& reading, model::Study& study) {
    read_cooling_systems(reading, study.cooling_systems);
    read_centers(reading, study);
    read_it_load(reading, study);
}

}  // namespace decawatt::io
