// Cooling systems: every parameter is an optional column, whose default is that of the system's kind.
#include "io/study/read_cooling.hpp"

namespace decawatt::io {

namespace {
using model::AirCooling;
using model::LiquidCooling;

struct AirColumn {
    const char* name;
    double AirCooling::*value;
};

constexpr AirColumn kAirColumns[] = {
    {"min_supply_deg_c", &AirCooling::min_supply_deg_c},
    {"max_dew_point_deg_c", &AirCooling::max_dew_point_deg_c},
    {"min_dew_point_deg_c", &AirCooling::min_dew_point_deg_c},
    {"min_humidity_frac", &AirCooling::min_humidity_frac},
    {"air_rise_k", &AirCooling::air_rise_k},
    {"chilled_water_rise_k", &AirCooling::water_rise_k},
    {"tower_range_k", &AirCooling::tower_range_k},
    {"fan_pa", &AirCooling::fan_pa},
    {"fan_efficiency_frac", &AirCooling::fan_efficiency_frac},
    {"tower_fan_pa", &AirCooling::tower_fan_pa},
    {"tower_fan_efficiency_frac", &AirCooling::tower_fan_efficiency_frac},
    {"spray_pa", &AirCooling::spray_pa},
    {"spray_efficiency_frac", &AirCooling::spray_efficiency_frac},
    {"economizer_pump_pa", &AirCooling::economizer_pump_pa},
    {"economizer_pump_efficiency_frac", &AirCooling::economizer_pump_efficiency_frac},
    {"chilled_pump_pa", &AirCooling::chilled_pump_pa},
    {"chilled_pump_efficiency_frac", &AirCooling::chilled_pump_efficiency_frac},
    {"tower_pump_pa", &AirCooling::tower_pump_pa},
    {"tower_pump_efficiency_frac", &AirCooling::tower_pump_efficiency_frac},
    {"tower_approach_k", &AirCooling::tower_approach_k},
    {"exchanger_approach_k", &AirCooling::exchanger_approach_k},
    {"exchanger_effectiveness_frac", &AirCooling::exchanger_effectiveness_frac},
    {"sensible_frac", &AirCooling::sensible_frac},
    {"chiller_load_frac", &AirCooling::chiller_load_frac},
    {"cop_offset_frac", &AirCooling::cop_offset_frac},
    {"tower_water_air_ratio", &AirCooling::tower_water_air_ratio},
    {"spray_effectiveness_frac", &AirCooling::spray_effectiveness_frac},
    {"tower_drift_frac", &AirCooling::tower_drift_frac},
    {"cycles_of_concentration", &AirCooling::cycles_of_concentration},
    {"air_chiller_cop", &AirCooling::air_chiller_cop},
    {"min_air_flow_frac", &AirCooling::min_air_flow_frac},
};

struct LiquidColumn {
    const char* name;
    double LiquidCooling::*value;
};

constexpr LiquidColumn kLiquidColumns[] = {
    {"liquid_rise_k", &LiquidCooling::water_rise_k},
    {"dry_cooler_approach_k", &LiquidCooling::approach_k},
    {"cdu_pump_frac", &LiquidCooling::cdu_pump_frac},
    {"dry_cooler_fan_frac", &LiquidCooling::fan_frac},
    {"min_fan_speed_frac", &LiquidCooling::min_fan_speed_frac},
    {"trim_chiller_load_frac", &LiquidCooling::chiller_load_frac},
};
}  // namespace

void read_cooling_systems(const Reading& reading, model::CoolingSystems& systems) {
    const std::vector<std::string> kinds = schema::enum_names<model::Cooling>(model::kCoolings);
    for (const Row& row : reading.rows("cooling_systems")) {
        systems.name.push_back(row.text("name"));
        for (const std::string& kind : kinds)
            if (systems.name.back() == kind)
                row.fault("name",
                          "a name other than those of the built-in kinds of "
                          "cooling");
        const auto kind = row.choice_or("kind", model::Cooling::water_economizer);
        AirCooling air = model::air_cooling_defaults(kind);
        LiquidCooling liquid;
        double& supply = kind == model::Cooling::liquid ? liquid.supply_deg_c : air.supply_deg_c;
        supply = row.number("supply_temperature_deg_c", supply);
        for (const AirColumn& column : kAirColumns) air.*column.value = row.number(column.name, air.*column.value);
        for (const LiquidColumn& column : kLiquidColumns)
            liquid.*column.value = row.number(column.name, liquid.*column.value);
        systems.kind.push_back(kind);
        systems.air.push_back(air);
        systems.liquid.push_back(liquid);
    }
}

}  // namespace decawatt::io
