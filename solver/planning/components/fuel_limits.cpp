#include "planning/components/fuel_limits.hpp"

#include "planning/assembly.hpp"

namespace decawatt::planning {

using base::at;

namespace {

// What is left may exceed the bound of the row, so that a row without other columns in an hour keeps an interior.
constexpr double kInterior = 2.0;

bool stands_at(const PlantGroups& plants, std::size_t group, const model::Place& place) {
    if (place.data_center != base::none<model::DataCenterIndex>) return plants.behind[group] == place.data_center;
    return plants.region[group] == place.region;
}

}  // namespace

void add_fuel_limit_rows(ChainAssembly& chain) {
    const model::Study& study = chain.study();
    for (const model::FuelLimit& limit : study.fuel_limits) {
        const std::string& place = limit.place.data_center != base::none<model::DataCenterIndex>
                                       ? study.data_centers.name[at(limit.place.data_center)]
                                       : study.regions.name[at(limit.place.region)];
        const Row row = chain.builder.add_row("fuel " + study.fuels.name[at(limit.fuel)] + " at " + place);
        chain.builder.add_to_rhs(row, limit.limit_mw_thermal / chain.units.power_mw);
        chain.columns.fuel_limits.row.push_back(row);
    }
}

RowEntries fuel_limit_entries(const ChainAssembly& chain, std::size_t group) {
    const model::Study& study = chain.study();
    const PlantGroups& plants = chain.layout.groups.plants;
    const std::size_t plant = at(plants.members[group].front());
    RowEntries entries;
    for (std::size_t l = 0; l < study.fuel_limits.size(); ++l)
        if (study.plants.fuel[plant] == study.fuel_limits[l].fuel &&
            stands_at(plants, group, study.fuel_limits[l].place))
            entries.emplace_back(chain.columns.fuel_limits.row[l], 1.0 / study.plants.efficiency_frac[plant]);
    return entries;
}

void add_fuel_limit_columns(ChainAssembly& chain) {
    const auto& limits = chain.study().fuel_limits;
    for (std::size_t l = 0; l < limits.size(); ++l)
        chain.builder.add_column(
            {.name = "unused fuel " + std::to_string(l + 1), .rows = {{chain.columns.fuel_limits.row[l], 1.0}}},
            Hours(chain.view.hours(), kInterior * limits[l].limit_mw_thermal / chain.units.power_mw));
}

}  // namespace decawatt::planning
