#include "io/study/schema/cooling.hpp"

#include "io/study/schema/expansion.hpp"
#include "model/cooling_system.hpp"

namespace decawatt::io::schema {

namespace {
constexpr Range kDegC{-60.0, 60.0, false, false, "degrees Celsius from -60 to 60"};
constexpr Range kKelvin{0.0, 60.0, true, false, "kelvin above 0 and up to 60"};
constexpr Range kOffset{-0.9, 1.0, false, false, "a fraction from -0.9 to 1 (-0.2, not -20)"};
constexpr Range kCycles{1.0, kInfinity, true, true, "a number > 1"};

// Parameters of cooling have the default of the system's kind (model::air_cooling_defaults, model::LiquidCooling).
Column parameter(std::string name, const Value& value, std::string about) {
    return {std::move(name), value.optional("that of the kind"), std::move(about)};
}

Columns air_side() {
    return {
        parameter("min_supply_deg_c", number(kDegC), "Lowest supply temperature; colder air is mixed with return air."),
        parameter("max_dew_point_deg_c", number(kDegC), "Dew point above which outside air is not used."),
        parameter("min_dew_point_deg_c", number(kDegC), "Dew point below which supply air is humidified."),
        parameter("min_humidity_frac", number(kFraction), "Relative humidity below which supply air is humidified."),
        parameter("air_rise_k", number(kKelvin), "Temperature rise of the air through the IT equipment."),
        parameter("chilled_water_rise_k", number(kKelvin), "Rise of the temperature of chilled water."),
        parameter("tower_range_k", number(kKelvin), "Rise of the temperature of the cooling tower's water."),
        parameter("fan_pa", number(kNotNegative), "Pressure rise of the fans."),
        parameter("fan_efficiency_frac", number(kEfficiency), "Efficiency of the fans."),
        parameter("tower_fan_pa", number(kNotNegative), "Pressure rise of the tower's fan."),
        parameter("tower_fan_efficiency_frac", number(kEfficiency), "Efficiency of the tower's fan."),
        parameter("spray_pa", number(kNotNegative), "Pressure rise of the humidifier's pump."),
        parameter("spray_efficiency_frac", number(kEfficiency), "Efficiency of the humidifier's pump."),
    };
}

Columns water_side() {
    return {
        parameter("economizer_pump_pa", number(kNotNegative), "Pressure rise of the economiser's pump."),
        parameter("economizer_pump_efficiency_frac", number(kEfficiency), "Efficiency of the economiser's pump."),
        parameter("chilled_pump_pa", number(kNotNegative), "Pressure rise of the chilled-water pump."),
        parameter("chilled_pump_efficiency_frac", number(kEfficiency), "Efficiency of the chilled-water pump."),
        parameter("tower_pump_pa", number(kNotNegative), "Pressure rise of the tower's pump."),
        parameter("tower_pump_efficiency_frac", number(kEfficiency), "Efficiency of the tower's pump."),
        parameter("tower_approach_k", number(kKelvin),
                  "Approach of the cooling tower: temperature of its water above "
                  "the wet bulb."),
        parameter("exchanger_approach_k", number(kKelvin), "Approach of the economiser's heat exchanger."),
        parameter("exchanger_effectiveness_frac", number(kEfficiency), "Effectiveness of the air coil."),
        parameter("sensible_frac", number(kEfficiency), "Sensible share of the coil's heat."),
    };
}

Columns chillers_and_water() {
    return {
        parameter("chiller_load_frac", number(kEfficiency), "Part load of the chiller, which sets its efficiency."),
        parameter("cop_offset_frac", number(kOffset), "Change of the chiller's coefficient of performance."),
        parameter("tower_water_air_ratio", number(kPositive), "Water over air in the tower, by mass."),
        parameter("spray_effectiveness_frac", number(kFraction), "Effectiveness of adiabatic cooling."),
        parameter("tower_drift_frac", number(kLoss), "Share of the tower's water that is lost as droplets."),
        parameter("cycles_of_concentration", number(kCycles).without_unit(),
                  "Cycles of concentration of the tower's water."),
        parameter("air_chiller_cop", number(kPositive).without_unit(),
                  "Coefficient of performance of an air-cooled chiller at 35 °C."),
        parameter("min_air_flow_frac", number(kFraction),
                  "Minimum air flow, as a fraction of that at nameplate "
                  "power."),
    };
}

Columns liquid_side() {
    return {
        parameter("liquid_rise_k", number(kKelvin), "Liquid cooling: rise of water temperature."),
        parameter("dry_cooler_approach_k", number(kKelvin),
                  "Liquid cooling: temperature of water from the dry cooler above that of the air."),
        parameter("cdu_pump_frac", number(kFraction),
                  "Liquid cooling: power of the coolant distribution units over rated liquid-cooled power."),
        parameter("dry_cooler_fan_frac", number(kFraction),
                  "Liquid cooling: power of the dry cooler's fan at full speed over rated heat."),
        parameter("min_fan_speed_frac", number(kFraction), "Liquid cooling: minimum speed of that fan."),
        parameter("trim_chiller_load_frac", number(kEfficiency), "Liquid cooling: part load of the trim chiller."),
    };
}
}  // namespace

std::vector<TableSchema> cooling_tables() {
    const Columns identity = {
        {"name", text().key(), "Name of the cooling system, other than the names of the built-in kinds."},
        {"kind", choice(enum_names<model::Cooling>(model::kCoolings)), "Built-in kind of cooling."},
        parameter("supply_temperature_deg_c", number(kSupplyDegC),
                  "Temperature of the supply air, or of the supply water of liquid cooling."),
    };
    return {{.name = "cooling_systems",
             .about = "Cooling systems with parameters of their own, which default to those of their kind.",
             .columns = identity + air_side() + water_side() + chillers_and_water() + liquid_side()}};
}

}  // namespace decawatt::io::schema
