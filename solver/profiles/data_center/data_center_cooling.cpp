#include "profiles/data_center/data_center_cooling.hpp"

#include <algorithm>
#include <cmath>

#include "profiles/weather/psychrometrics.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kAirHeat = 1.01, kWaterHeat = 4.2;  // kJ/(kg K), the values of the paper
constexpr double kWaterDensity = 1000.0;             // kg/m3
constexpr double kKwPerMw = 1000.0, kWPerMw = 1e6;

// Masses move in kg/s and heat in kW inside this file; results leave in MW.
double air_density(double temperature_deg_c, double pressure_pa) {
    return 1.293 * pressure_pa / 101325.0 * 273.15 / (273.15 + temperature_deg_c);
}

double pump_mw(double kg_per_s, double pressure_pa, double efficiency_frac) {
    return pressure_pa * kg_per_s / (kWaterDensity * efficiency_frac) / kWPerMw;
}

double fan_mw(double kg_per_s, double density, double pressure_pa, double efficiency_frac) {
    return pressure_pa * kg_per_s / (density * efficiency_frac) / kWPerMw;
}

double evaporation_kj_per_kg(double temperature_deg_c) {
    return 2501.0 + (1.86 - 4.181) * temperature_deg_c;
}

double tower_mw(double rejected_mw, const AirCooling& d, const OutdoorAir& outside) {
    const double water = rejected_mw * kKwPerMw / (kWaterHeat * d.tower_range_k);
    return pump_mw(water, d.tower_pump_pa, d.tower_pump_efficiency_frac) +
           fan_mw(water / d.tower_water_air_ratio, air_density(outside.temperature_deg_c, outside.pressure_pa),
                  d.tower_fan_pa, d.tower_fan_efficiency_frac);
}

struct Chilled {
    double chiller_mw, pump_mw;
};

Chilled chilled(double heat_mw, const AirCooling& d, const OutdoorAir& outside) {
    if (heat_mw <= 0.0) return {0.0, 0.0};
    const double cop =
        chiller_cop(d.chiller_load_frac, outside.wet_bulb_deg_c + d.tower_approach_k) * (1.0 + d.cop_offset_frac);
    return {heat_mw / cop, pump_mw(heat_mw * kKwPerMw / (kWaterHeat * d.water_rise_k), d.chilled_pump_pa,
                                   d.chilled_pump_efficiency_frac)};
}

// A coil fed by the chiller alone, with its latent share and the tower behind it.
double chilled_coil_mw(double sensible_mw, const AirCooling& d, const OutdoorAir& outside) {
    if (sensible_mw <= 0.0) return 0.0;
    const double heat_mw = sensible_mw / d.sensible_frac;
    const Chilled c = chilled(heat_mw, d, outside);
    return c.chiller_mw + c.pump_mw + tower_mw(heat_mw + c.chiller_mw, d, outside);
}
}  // namespace

OutdoorAir outdoor_air(double temperature_deg_c, double relative_humidity_frac, double pressure_pa) {
    return {temperature_deg_c, relative_humidity_frac, pressure_pa,
            wet_bulb_deg_c(temperature_deg_c, relative_humidity_frac, pressure_pa)};
}

AirCooling water_economizer_defaults() {
    AirCooling design;
    design.fan_pa = 500.0;  // middle of [400..600]
    return design;
}

double chiller_cop(double load_frac, double tower_water_deg_c) {
    constexpr double kColdestDegC = 10.0;  // no tower is run colder; the fit rises without end below
    const double l = load_frac, t = std::max(kColdestDegC, tower_water_deg_c);
    return 16.798751 + 0.008840 * t * t - 8.528931 * l * l + 9.885294 * l - 0.760621 * t + 0.084615 * l * t;
}

double air_economizer_mw(const HeatLoad& load, const AirCooling& d, const OutdoorAir& outside) {
    const double air = load.flow_mw * kKwPerMw / (kAirHeat * d.air_rise_k);
    const auto fans_mw = [&](double supply_deg_c) {
        return fan_mw(air, air_density(supply_deg_c, outside.pressure_pa), d.fan_pa, d.fan_efficiency_frac);
    };
    if (dew_point_deg_c(outside.temperature_deg_c, outside.relative_humidity_frac) > d.max_dew_point_deg_c)
        return fans_mw(d.supply_deg_c) + chilled_coil_mw(load.heat_mw, d, outside);  // closed: return air only
    if (outside.temperature_deg_c <= d.supply_deg_c)
        return fans_mw(std::max(d.min_supply_deg_c, outside.temperature_deg_c));

    const double reach_deg_c =
        outside.temperature_deg_c - d.spray_effectiveness_frac * (outside.temperature_deg_c - outside.wet_bulb_deg_c);
    const double sprayed_deg_c = std::max(d.supply_deg_c, reach_deg_c);
    const double water =
        air * kAirHeat * (outside.temperature_deg_c - sprayed_deg_c) / evaporation_kj_per_kg(sprayed_deg_c);
    const double left_mw = std::min(load.heat_mw, load.heat_mw * (sprayed_deg_c - d.supply_deg_c) / d.air_rise_k);
    return fans_mw(d.supply_deg_c) + pump_mw(water, d.spray_pa, d.spray_efficiency_frac) +
           chilled_coil_mw(left_mw, d, outside);
}

double water_economizer_mw(const HeatLoad& load, const AirCooling& d, const OutdoorAir& outside) {
    if (load.heat_mw <= 0.0 && load.flow_mw <= 0.0) return 0.0;
    const double air = load.flow_mw * kKwPerMw / (kAirHeat * d.air_rise_k);
    const double coil_mw = load.heat_mw / d.sensible_frac, latent_mw = coil_mw - load.heat_mw;
    const double return_deg_c = d.supply_deg_c + d.air_rise_k;
    const double water_supply_deg_c = return_deg_c - d.air_rise_k / d.exchanger_effectiveness_frac;
    const double water_return_deg_c = water_supply_deg_c + d.water_rise_k;
    const double free_water_deg_c = outside.wet_bulb_deg_c + d.tower_approach_k + d.exchanger_approach_k;
    const double free_frac = std::clamp((water_return_deg_c - free_water_deg_c) / d.water_rise_k, 0.0, 1.0);

    const Chilled c = chilled((1.0 - free_frac) * coil_mw, d, outside);
    const double free_flow = free_frac * coil_mw * kKwPerMw / (kWaterHeat * d.water_rise_k);
    // What the coil dries out of the air is sprayed back into it.
    const double spray = latent_mw * kKwPerMw / evaporation_kj_per_kg(d.supply_deg_c);
    return fan_mw(air, air_density(d.supply_deg_c, outside.pressure_pa), d.fan_pa, d.fan_efficiency_frac) +
           pump_mw(free_flow, d.economizer_pump_pa, d.economizer_pump_efficiency_frac) + c.pump_mw + c.chiller_mw +
           pump_mw(spray, d.spray_pa, d.spray_efficiency_frac) + tower_mw(coil_mw + c.chiller_mw, d, outside);
}

double liquid_cooling_mw(double heat_mw, double rated_mw, const LiquidCooling& d, double outside_deg_c) {
    if (rated_mw <= 0.0) return 0.0;
    const double return_deg_c = d.supply_deg_c + d.water_rise_k;
    const double coldest_deg_c = outside_deg_c + d.approach_k;  // water from the dry cooler at full fan
    const double dry_frac = std::clamp((return_deg_c - coldest_deg_c) / d.water_rise_k, 0.0, 1.0);
    const double chiller_mw = (1.0 - dry_frac) * heat_mw / chiller_cop(d.chiller_load_frac, coldest_deg_c);
    // At rated heat and the warmest air without chiller, the difference left is the water's rise: full speed.
    const double difference_k = std::max(return_deg_c - coldest_deg_c, 0.0);
    const double wanted = heat_mw / rated_mw * d.water_rise_k / std::max(difference_k, 1e-9);
    const double speed_frac = dry_frac < 1.0 ? 1.0 : std::clamp(wanted, d.min_fan_speed_frac, 1.0);
    return d.cdu_pump_frac * rated_mw + d.fan_frac * rated_mw * speed_frac * speed_frac * speed_frac + chiller_mw;
}

}  // namespace decawatt::profiles
