#include "io/study/read_plants_and_stores.hpp"

#include <array>

#include "io/study/read_expansion.hpp"

namespace decawatt::io {

namespace {
using model::Technology;

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

// Weather data of a plant; the table to which `system` refers depends on the technology.
void read_resource(const Row& row, const References& refer, Technology technology, model::Plants& plants) {
    const bool sun = technology == Technology::solar, wind = model::is_weather_driven(technology) && !sun;
    plants.site.push_back(row.reference<model::SiteIndex>("site", refer.sites));
    plants.pv_system.push_back(sun ? row.reference<model::PvSystemIndex>("system", refer.pv_systems)
                                   : base::none<model::PvSystemIndex>);
    plants.turbine.push_back(wind ? row.reference<model::TurbineIndex>("system", refer.turbines)
                                  : base::none<model::TurbineIndex>);
    if (!sun && !wind && !row.empty("system"))
        row.fault("system", "nothing: only solar, onshore and offshore have a system");
}

void read_operation(const Row& row, const References& refer, model::Plants& plants) {
    plants.fuel.push_back(row.reference<model::FuelIndex>("fuel", refer.fuels));
    plants.efficiency_frac.push_back(row.number("efficiency_frac"));
    plants.variable_cost_per_mwh.push_back(row.number("variable_cost_per_mwh"));
    plants.ramp.push_back({row.number("ramp_up_frac_per_h", kInfinity), row.number("ramp_down_frac_per_h", kInfinity)});
    plants.availability.push_back(row.reference<model::MonthProfileIndex>("availability", refer.profiles));
    plants.seasonal_limit.push_back(row.reference<model::MonthProfileIndex>("seasonal_limit", refer.profiles));
    plants.must_run.push_back(row.reference<model::MonthProfileIndex>("must_run", refer.profiles));
}

void read_plants(const Reading& reading, const References& refer, model::Study& study) {
    model::Plants& plants = study.plants;
    for (const Row& row : reading.rows("plants")) {
        const auto technology = row.choice_or("technology", Technology::other);
        plants.name.push_back(row.text("name"));
        plants.region.push_back(row.reference<model::RegionIndex>("region", refer.regions));
        plants.behind.push_back(row.reference<model::DataCenterIndex>("behind", refer.centers));
        plants.technology.push_back(technology);
        plants.capacity_mw.push_back(row.number("capacity_mw"));
        plants.commissioned.push_back(row.date("commissioned"));
        plants.closed.push_back(row.date("closed"));
        read_operation(row, refer, plants);
        read_resource(row, refer, technology, plants);
        const bool renewable = renewable_by_default(technology);
        plants.clean.push_back(row.boolean("clean", renewable || technology == Technology::nuclear));
        plants.renewable.push_back(row.boolean("renewable", renewable));
        plants.contract.push_back(row.reference<model::ContractIndex>("contract", refer.contracts));
        plants.build.push_back(read_unit_build(row, study.horizon));
        plants.full_load_h_per_year.push_back(row.number("full_load_h_per_year", kInfinity));
        plants.firm_credit_frac.push_back(
            row.number("firm_credit_frac", model::is_weather_driven(technology) ? 0.0 : 1.0));
        plants.production_credit_per_mwh.push_back(row.number("production_credit_per_mwh"));
    }
}

// An empty chemistry: the cells do not age, and other columns on ageing are not allowed.
model::StoreAgeing read_ageing(const Row& row) {
    static constexpr std::array kColumns = {"cell_temperature_deg_c", "cell_temperature_band_k",  "min_soc_frac",
                                            "max_soc_frac",           "fade_frac_per_full_cycle", "fade_frac_per_year"};
    model::StoreAgeing ageing;
    if (row.empty("chemistry")) {
        for (const char* column : kColumns)
            if (!row.empty(column)) row.fault(column, "nothing: the store has no chemistry");
        return ageing;
    }
    ageing.chemistry = static_cast<model::Chemistry>(row.choice("chemistry").value_or(0) + 1);  // value 0 is none
    ageing.cell_temperature_deg_c = row.number("cell_temperature_deg_c");
    ageing.cell_temperature_band_k = row.number("cell_temperature_band_k");
    ageing.min_soc_frac = row.number("min_soc_frac");
    ageing.max_soc_frac = row.number("max_soc_frac");
    if (ageing.min_soc_frac >= ageing.max_soc_frac) row.fault("max_soc_frac", "more than min_soc_frac");
    ageing.fade_frac_per_full_cycle = row.stated_number("fade_frac_per_full_cycle");
    ageing.fade_frac_per_year = row.stated_number("fade_frac_per_year");
    return ageing;
}

void read_stores(const Reading& reading, const References& refer, model::Study& study) {
    model::Stores& stores = study.stores;
    for (const Row& row : reading.rows("stores")) {
        stores.name.push_back(row.text("name"));
        stores.region.push_back(row.reference<model::RegionIndex>("region", refer.regions));
        stores.behind.push_back(row.reference<model::DataCenterIndex>("behind", refer.centers));
        stores.technology.push_back(row.choice_or("technology", model::StoreTechnology::battery));
        stores.charge_mw.push_back(row.number("charge_mw"));
        stores.discharge_mw.push_back(row.number("discharge_mw"));
        stores.energy_mwh.push_back(row.number("energy_mwh"));
        stores.charge_efficiency_frac.push_back(row.number("charge_efficiency_frac"));
        stores.discharge_efficiency_frac.push_back(row.number("discharge_efficiency_frac"));
        stores.standing_loss_frac_per_h.push_back(row.number("standing_loss_frac_per_h"));
        stores.cycling_cost_per_mwh.push_back(row.number("cycling_cost_per_mwh"));
        stores.availability_frac.push_back(row.number("availability_frac"));
        stores.commissioned.push_back(row.date("commissioned"));
        stores.closed.push_back(row.date("closed"));
        stores.contract.push_back(row.reference<model::ContractIndex>("contract", refer.contracts));
        stores.build_power.push_back(read_unit_build(row, study.horizon));
        stores.build_energy.push_back(read_energy_build(row, study.horizon));
        stores.build_duration.push_back(read_duration(row, stores.build_power.back(), stores.build_energy.back()));
        stores.ageing.push_back(read_ageing(row));
        stores.firm_credit_frac.push_back(row.number("firm_credit_frac"));
    }
}
}  // namespace

void read_plants_and_stores(const Reading& reading, model::Study& study) {
    const References refer(reading, study);
    read_plants(reading, refer, study);
    read_stores(reading, refer, study);
}

}  // namespace decawatt::io
