// Cooling systems: every parameter is an optional column, whose default is that of the system's kind.
#include "io/study/sections.hpp"

namespace decawatt::io {

namespace {
using model::AirCooling;
using model::LiquidCooling;

constexpr Range kDegC{-60.0, 60.0, false, false, "degrees Celsius from -60 to 60"};
constexpr Range kKelvin{0.0, 60.0, true, false, "kelvin above 0 and up to 60"};
constexpr Range kOffset{-0.9, 1.0, false, false, "a fraction from -0.9 to 1 (-0.2, not -20)"};
constexpr Range kCycles{1.0, kInfinity, true, true, "a number > 1"};

struct AirColumn {
    const char* name;
    double AirCooling::*value;
    const Range* range;
};

constexpr AirColumn kAirColumns[] = {
    {"min_supply_deg_c", &AirCooling::min_supply_deg_c, &kDegC},
    {"max_dew_point_deg_c", &AirCooling::max_dew_point_deg_c, &kDegC},
    {"min_dew_point_deg_c", &AirCooling::min_dew_point_deg_c, &kDegC},
    {"min_humidity_frac", &AirCooling::min_humidity_frac, &kFraction},
    {"air_rise_k", &AirCooling::air_rise_k, &kKelvin},
    {"chilled_water_rise_k", &AirCooling::water_rise_k, &kKelvin},
    {"tower_range_k", &AirCooling::tower_range_k, &kKelvin},
    {"fan_pa", &AirCooling::fan_pa, &kNotNegative},
    {"fan_efficiency_frac", &AirCooling::fan_efficiency_frac, &kEfficiency},
    {"tower_fan_pa", &AirCooling::tower_fan_pa, &kNotNegative},
    {"tower_fan_efficiency_frac", &AirCooling::tower_fan_efficiency_frac, &kEfficiency},
    {"spray_pa", &AirCooling::spray_pa, &kNotNegative},
    {"spray_efficiency_frac", &AirCooling::spray_efficiency_frac, &kEfficiency},
    {"economizer_pump_pa", &AirCooling::economizer_pump_pa, &kNotNegative},
    {"economizer_pump_efficiency_frac", &AirCooling::economizer_pump_efficiency_frac, &kEfficiency},
    {"chilled_pump_pa", &AirCooling::chilled_pump_pa, &kNotNegative},
    {"chilled_pump_efficiency_frac", &AirCooling::chilled_pump_efficiency_frac, &kEfficiency},
    {"tower_pump_pa", &AirCooling::tower_pump_pa, &kNotNegative},
    {"tower_pump_efficiency_frac", &AirCooling::tower_pump_efficiency_frac, &kEfficiency},
    {"tower_approach_k", &AirCooling::tower_approach_k, &kKelvin},
    {"exchanger_approach_k", &AirCooling::exchanger_approach_k, &kKelvin},
    {"exchanger_effectiveness_frac", &AirCooling::exchanger_effectiveness_frac, &kEfficiency},
    {"sensible_frac", &AirCooling::sensible_frac, &kEfficiency},
    {"chiller_load_frac", &AirCooling::chiller_load_frac, &kEfficiency},
    {"cop_offset_frac", &AirCooling::cop_offset_frac, &kOffset},
    {"tower_water_air_ratio", &AirCooling::tower_water_air_ratio, &kPositive},
    {"spray_effectiveness_frac", &AirCooling::spray_effectiveness_frac, &kFraction},
    {"tower_drift_frac", &AirCooling::tower_drift_frac, &kLoss},
    {"cycles_of_concentration", &AirCooling::cycles_of_concentration, &kCycles},
    {"air_chiller_cop", &AirCooling::air_chiller_cop, &kPositive},
    {"min_air_flow_frac", &AirCooling::min_air_flow_frac, &kFraction},
};

struct LiquidColumn {
    const char* name;
    double LiquidCooling::*value;
    const Range* range;
};

constexpr LiquidColumn kLiquidColumns[] = {
    {"liquid_rise_k", &LiquidCooling::water_rise_k, &kKelvin},
    {"dry_cooler_approach_k", &LiquidCooling::approach_k, &kKelvin},
    {"cdu_pump_frac", &LiquidCooling::cdu_pump_frac, &kFraction},
    {"dry_cooler_fan_frac", &LiquidCooling::fan_frac, &kFraction},
    {"min_fan_speed_frac", &LiquidCooling::min_fan_speed_frac, &kFraction},
    {"trim_chiller_load_frac", &LiquidCooling::chiller_load_frac, &kEfficiency},
};
}  // namespace

std::vector<std::string> cooling_columns() {
    std::vector<std::string> names = {"supply_temperature_deg_c"};
    for (const AirColumn& column : kAirColumns) names.emplace_back(column.name);
    for (const LiquidColumn& column : kLiquidColumns) names.emplace_back(column.name);
    return names;
}

void read_cooling_systems(const Reading& reading, model::CoolingSystems& systems) {
    const std::vector<std::string> kinds = words_of<model::Cooling>(model::kCoolings);
    for (const Row& row : reading.rows("cooling_systems")) {
        systems.name.push_back(row.text("name"));
        for (const std::string& kind : kinds)
            if (systems.name.back() == kind) row.fault("name", "a name that is no kind of cooling");
        const auto kind = static_cast<model::Cooling>(row.choice("kind", kinds).value_or(1));
        AirCooling air = model::air_cooling_defaults(kind);
        LiquidCooling liquid;
        double& supply = kind == model::Cooling::liquid ? liquid.supply_deg_c : air.supply_deg_c;
        supply = row.number("supply_temperature_deg_c", kSupplyDegC, supply);
        for (const AirColumn& column : kAirColumns)
            air.*column.value = row.number(column.name, *column.range, air.*column.value);
        for (const LiquidColumn& column : kLiquidColumns)
            liquid.*column.value = row.number(column.name, *column.range, liquid.*column.value);
        systems.kind.push_back(kind);
        systems.air.push_back(air);
        systems.liquid.push_back(liquid);
    }
}

}  // namespace decawatt::io
