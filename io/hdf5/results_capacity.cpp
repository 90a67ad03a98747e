#include "io/hdf5/results_capacity.hpp"

#include <array>

#include "assets/connection.hpp"
#include "io/hdf5/results_entities.hpp"
#include "io/hdf5/results_year_tables.hpp"

namespace decawatt::io {

namespace {

using planning::YearCapacity;

struct CapacityField {
    const char* name;
    const char* entity;
    base::Series YearCapacity::*values;
    const char* units;
    const char* long_name;
};

constexpr std::array kCapacities = {
    CapacityField{"fleet_mw", "fleet", &YearCapacity::fleet_mw, "MW", "capacity at the end of the year"},
    CapacityField{"fleet_built_mw", "fleet", &YearCapacity::fleet_built_mw, "MW", "capacity built in the year"},
    CapacityField{"store_charge_mw", "store", &YearCapacity::store_charge_mw, "MW",
                  "charging capacity at the end of the year"},
    CapacityField{"store_discharge_mw", "store", &YearCapacity::store_discharge_mw, "MW",
                  "discharging capacity at the end of the year"},
    CapacityField{"store_energy_mwh", "store", &YearCapacity::store_energy_mwh, "MW h",
                  "energy capacity at the end of the year"},
    CapacityField{"store_usable_mwh", "store", &YearCapacity::store_usable_mwh, "MW h",
                  "usable energy of the plan in the year: less than the capacity where planning includes fade"},
    CapacityField{"store_built_mw", "store", &YearCapacity::store_built_mw, "MW", "power built in the year"},
    CapacityField{"store_built_mwh", "store", &YearCapacity::store_built_mwh, "MW h",
                  "energy capacity built in the year"},
    CapacityField{"corridor_forward_mw", "corridor", &YearCapacity::corridor_forward_mw, "MW",
                  "capacity from `from` to `to`"},
    CapacityField{"corridor_reverse_mw", "corridor", &YearCapacity::corridor_reverse_mw, "MW",
                  "capacity from `to` to `from`"},
    CapacityField{"corridor_built_mw", "corridor", &YearCapacity::corridor_built_mw, "MW",
                  "capacity built in the year, in each direction"},
    CapacityField{"connection_mw", "data_center", &YearCapacity::connection_mw, "MW",
                  "connection at the end of the year"},
    CapacityField{"connection_built_mw", "data_center", &YearCapacity::connection_built_mw, "MW",
                  "connection built in the year"},
    CapacityField{"nonfirm_mw", "data_center", &YearCapacity::nonfirm_mw, "MW",
                  "non-firm part of the connection at the end of the year"},
    CapacityField{"nonfirm_built_mw", "data_center", &YearCapacity::nonfirm_built_mw, "MW",
                  "non-firm connection built in the year"},
    CapacityField{"interface_limit_mw", "interface", &YearCapacity::interface_limit_mw, "MW",
                  "limit of the net flow; NaN: none"},
};

}  // namespace

void put_capacity(Group&& group, const ResultSource& source) {
    put_year_coordinate(group, source.plan);
    put_entity_coordinates(group, source);
    const auto is_stated = [&](const CapacityField& field) {
        const bool of_nonfirm =
            field.values == &YearCapacity::nonfirm_mw || field.values == &YearCapacity::nonfirm_built_mw;
        return !of_nonfirm || assets::states_curtailment(source.study);
    };
    for (const CapacityField& field : kCapacities)
        if (is_stated(field))
            put_year_series(group, field.name, field.entity, {field.units, field.long_name},
                            source.plan.capacity.*field.values);
}

}  // namespace decawatt::io
