#include <array>

#include "io/study/sections.hpp"

namespace decawatt::io {

namespace {
using model::Technology;

constexpr int kTechnologies = static_cast<int>(Technology::other) + 1;
constexpr int kStoreTechnologies = static_cast<int>(model::StoreTechnology::pumped_storage) + 1;
constexpr int kChemistries = static_cast<int>(model::Chemistry::nmc) + 1;
// Cells were tested from 0 to 55 deg C; wider is a slip.
constexpr Range kCellTemperature{0.0, 60.0, false, false, "a temperature of cells from 0 to 60 deg C"};

bool renewable_by_default(Technology technology) {
    return model::is_weather_driven(technology) || technology == Technology::hydro ||
           technology == Technology::bioenergy;
}

// Names that rows of plants and stores refer to.
struct References {
    Names regions, centers, contracts, fuels, profiles, sites, pv_systems, turbines;

    References(const Reading& reading, const model::Study& study)
        : regions(reading.names("regions", study.regions.name)),
          centers(reading.names("data_centers", study.data_centers.name)),
          contracts(reading.names("contracts", study.contracts.name)),
          fuels(reading.names("fuels", study.fuels.name)),
          profiles(reading.names("month_profiles", study.month_profiles.name)),
          sites(reading.names("sites", study.sites.name)),
          pv_systems(reading.names("pv_systems", study.pv_systems.name)),
          turbines(reading.names("turbines", study.turbines.name)) {}
};

// The weather side of a plant: what `system` names depends on the technology.
void read_resource(const Row& row, const References& refer, Technology technology, model::Plants& plants) {
    const bool sun = technology == Technology::solar, wind = model::is_weather_driven(technology) && !sun;
    plants.site.push_back(row.reference_or_none<model::SiteIndex>("site", refer.sites));
    plants.pv_system.push_back(sun ? row.reference_or_none<model::PvSystemIndex>("system", refer.pv_systems)
                                   : base::none<model::PvSystemIndex>);
    plants.turbine.push_back(wind ? row.reference_or_none<model::TurbineIndex>("system", refer.turbines)
                                  : base::none<model::TurbineIndex>);
    if (!sun && !wind && !row.empty("system"))
        row.fault("system", "nothing: only solar, onshore and offshore have a system");
}

void read_operation(const Row& row, const References& refer, model::Plants& plants) {
    plants.fuel.push_back(row.reference_or_none<model::FuelIndex>("fuel", refer.fuels));
    plants.efficiency_frac.push_back(row.number("efficiency_frac", kEfficiency, 1.0));
    plants.variable_cost_per_mwh.push_back(row.number("variable_cost_per_mwh", kNotNegative, 0.0));
    plants.availability.push_back(row.reference_or_none<model::MonthProfileIndex>("availability", refer.profiles));
    plants.seasonal_limit.push_back(row.reference_or_none<model::MonthProfileIndex>("seasonal_limit", refer.profiles));
    plants.must_run.push_back(row.reference_or_none<model::MonthProfileIndex>("must_run", refer.profiles));
}

void read_plants(const Reading& reading, const References& refer, model::Study& study) {
    const std::vector<std::string> technologies = words_of<Technology>(kTechnologies);
    model::Plants& plants = study.plants;
    for (const Row& row : reading.rows("plants")) {
        const auto technology =
            static_cast<Technology>(row.choice("technology", technologies).value_or(kTechnologies - 1));
        plants.name.push_back(row.text("name"));
        plants.region.push_back(row.reference<model::RegionIndex>("region", refer.regions));
        plants.behind.push_back(row.reference_or_none<model::DataCenterIndex>("behind", refer.centers));
        plants.technology.push_back(technology);
        plants.capacity_mw.push_back(row.number("capacity_mw", kNotNegative));
        plants.commissioned.push_back(row.date("commissioned", reading.utc_offset_s, base::kAlways));
        plants.closed.push_back(row.date("closed", reading.utc_offset_s, base::kNever));
        read_operation(row, refer, plants);
        read_resource(row, refer, technology, plants);
        const bool renewable = renewable_by_default(technology);
        plants.clean.push_back(row.boolean("clean", renewable || technology == Technology::nuclear));
        plants.renewable.push_back(row.boolean("renewable", renewable));
        plants.contract.push_back(row.reference_or_none<model::ContractIndex>("contract", refer.contracts));
        plants.build.push_back(read_unit_build(row, study.horizon));
    }
}

// Empty: the cells do not age, and no other column of ageing means anything.
model::StoreAgeing read_ageing(const Row& row) {
    static constexpr std::array kColumns = {"cell_temperature_deg_c", "cell_temperature_band_k",  "min_soc_frac",
                                            "max_soc_frac",           "fade_frac_per_full_cycle", "fade_frac_per_year"};
    std::vector<std::string> chemistries = words_of<model::Chemistry>(kChemistries);
    chemistries.erase(chemistries.begin());  // "none" is an empty field
    model::StoreAgeing ageing;
    if (row.empty("chemistry")) {
        for (const char* column : kColumns)
            if (!row.empty(column)) row.fault(column, "nothing: the store has no chemistry");
        return ageing;
    }
    ageing.chemistry = static_cast<model::Chemistry>(row.choice("chemistry", chemistries).value_or(0) + 1);
    ageing.cell_temperature_deg_c =
        row.number("cell_temperature_deg_c", kCellTemperature, ageing.cell_temperature_deg_c);
    ageing.cell_temperature_band_k = row.number("cell_temperature_band_k", kNotNegative, 0.0);
    ageing.min_soc_frac = row.number("min_soc_frac", kFraction, ageing.min_soc_frac);
    ageing.max_soc_frac = row.number("max_soc_frac", kFraction, ageing.max_soc_frac);
    if (ageing.min_soc_frac >= ageing.max_soc_frac) row.fault("max_soc_frac", "more than min_soc_frac");
    if (!row.empty("fade_frac_per_full_cycle"))
        ageing.fade_frac_per_full_cycle = row.number("fade_frac_per_full_cycle", kFraction);
    if (!row.empty("fade_frac_per_year")) ageing.fade_frac_per_year = row.number("fade_frac_per_year", kFraction);
    return ageing;
}

void read_stores(const Reading& reading, const References& refer, model::Study& study) {
    const std::vector<std::string> technologies = words_of<model::StoreTechnology>(kStoreTechnologies);
    model::Stores& stores = study.stores;
    for (const Row& row : reading.rows("stores")) {
        stores.name.push_back(row.text("name"));
        stores.region.push_back(row.reference<model::RegionIndex>("region", refer.regions));
        stores.behind.push_back(row.reference_or_none<model::DataCenterIndex>("behind", refer.centers));
        stores.technology.push_back(
            static_cast<model::StoreTechnology>(row.choice("technology", technologies).value_or(0)));
        stores.charge_mw.push_back(row.number("charge_mw", kNotNegative));
        stores.discharge_mw.push_back(row.number("discharge_mw", kNotNegative));
        stores.energy_mwh.push_back(row.number("energy_mwh", kNotNegative));
        stores.charge_efficiency_frac.push_back(row.number("charge_efficiency_frac", kEfficiency));
        stores.discharge_efficiency_frac.push_back(row.number("discharge_efficiency_frac", kEfficiency));
        stores.standing_loss_frac_per_h.push_back(row.number("standing_loss_frac_per_h", kLoss, 0.0));
        stores.cycling_cost_per_mwh.push_back(row.number("cycling_cost_per_mwh", kNotNegative, 0.0));
        stores.availability_frac.push_back(row.number("availability_frac", kFraction, 1.0));
        stores.commissioned.push_back(row.date("commissioned", reading.utc_offset_s, base::kAlways));
        stores.closed.push_back(row.date("closed", reading.utc_offset_s, base::kNever));
        stores.contract.push_back(row.reference_or_none<model::ContractIndex>("contract", refer.contracts));
        stores.build_power.push_back(read_unit_build(row, study.horizon));
        stores.build_energy.push_back(read_energy_build(row, study.horizon));
        stores.ageing.push_back(read_ageing(row));
    }
}
}  // namespace

void read_supply(const Reading& reading, model::Study& study) {
    const References refer(reading, study);
    read_plants(reading, refer, study);
    read_stores(reading, refer, study);
}

}  // namespace decawatt::io
