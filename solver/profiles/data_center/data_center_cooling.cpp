#include "profiles/data_center/data_center_cooling.hpp"

#include <algorithm>
#include <cmath>

#include "base/time_axis.hpp"
#include "profiles/weather/psychrometrics.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kAirHeat = 1.01, kWaterHeat = 4.2;  // kJ/(kg K), values of the paper
constexpr double kWaterDensity = 1000.0;             // kg/m3
constexpr double kKwPerMw = 1000.0, kWPerMw = 1e6, kSecondsPerHour = base::kSecondsPerHour;

// In this file mass flows are in kg/s and heat in kW; results are in MW.
double density_of_air_at(double temperature_deg_c, double pressure_pa) {
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

double air_kg_per_s(const HeatLoad& load, const AirCooling& d) {
    return load.flow_mw * kKwPerMw / (kAirHeat * d.air_rise_k);
}

double hall_fans_mw(const HeatLoad& load, const AirCooling& d, const OutdoorAir& outside, double supply_deg_c) {
    return fan_mw(air_kg_per_s(load, d), density_of_air_at(supply_deg_c, outside.pressure_pa), d.fan_pa,
                  d.fan_efficiency_frac);
}

void add_spray(double kg_per_s, const AirCooling& d, CoolingPower& power) {
    power.sprayed_kg_per_s += kg_per_s;
    power.pump_mw += pump_mw(kg_per_s, d.spray_pa, d.spray_efficiency_frac);
}

// All heat is rejected by evaporation at the tower's mean water temperature; drift is part of the blowdown that the
// cycles of concentration require (paper of 2022).
void add_tower(double rejected_mw, const AirCooling& d, const OutdoorAir& outside, CoolingPower& power) {
    const double water = rejected_mw * kKwPerMw / (kWaterHeat * d.tower_range_k);
    power.tower_mw +=
        pump_mw(water, d.tower_pump_pa, d.tower_pump_efficiency_frac) +
        fan_mw(water / d.tower_water_air_ratio, density_of_air_at(outside.temperature_deg_c, outside.pressure_pa),
               d.tower_fan_pa, d.tower_fan_efficiency_frac);
    const double mean_deg_c = outside.wet_bulb_deg_c + d.tower_approach_k + 0.5 * d.tower_range_k;
    const double latent_kj_per_kg = 2500.5 - mean_deg_c * (2.3097 + 0.0013 * mean_deg_c);
    const double evaporated = rejected_mw * kKwPerMw / latent_kj_per_kg, drift = d.tower_drift_frac * water;
    power.evaporated_kg_per_s += evaporated;
    power.drift_kg_per_s += drift;
    power.blowdown_kg_per_s += std::max(0.0, evaporated / (d.cycles_of_concentration - 1.0) - drift);
}

void add_chilled_pump(double heat_mw, const AirCooling& d, CoolingPower& power) {
    power.pump_mw +=
        pump_mw(heat_mw * kKwPerMw / (kWaterHeat * d.water_rise_k), d.chilled_pump_pa, d.chilled_pump_efficiency_frac);
}

// A chiller without its tower, which the caller adds because it may reject other heat too.
void add_water_chiller(double heat_mw, const AirCooling& d, const OutdoorAir& outside, CoolingPower& power) {
    if (heat_mw <= 0.0) return;
    const double cop =
        chiller_cop(d.chiller_load_frac, outside.wet_bulb_deg_c + d.tower_approach_k) * (1.0 + d.cop_offset_frac);
    power.chiller_mw += heat_mw / cop;
    add_chilled_pump(heat_mw, d, power);
}

// Water that condenses on a coil is replaced by spraying into the recirculated air.
void add_spray_of_coil(double sensible_mw, const AirCooling& d, CoolingPower& power) {
    const double latent_mw = sensible_mw / d.sensible_frac - sensible_mw;
    add_spray(latent_mw * kKwPerMw / evaporation_kj_per_kg(d.supply_deg_c), d, power);
}

void add_air_chiller(double sensible_mw, const AirCooling& d, const OutdoorAir& outside, CoolingPower& power) {
    const double heat_mw = sensible_mw / d.sensible_frac;
    power.chiller_mw +=
        heat_mw / (air_chiller_cop(d.air_chiller_cop, outside.temperature_deg_c) * (1.0 + d.cop_offset_frac));
    add_chilled_pump(heat_mw, d, power);
    add_spray_of_coil(sensible_mw, d, power);
}

// A coil fed by a chiller with a tower.
void add_chilled_coil(double sensible_mw, const AirCooling& d, const OutdoorAir& outside, CoolingPower& power) {
    if (sensible_mw <= 0.0) return;
    const double heat_mw = sensible_mw / d.sensible_frac;
    add_water_chiller(heat_mw, d, outside, power);
    add_spray_of_coil(sensible_mw, d, power);
    add_tower(heat_mw + power.chiller_mw, d, outside, power);
}

// The least humidity ratio of the supply air: the larger of those at the lowest dew point and at the lowest relative
// humidity.
double least_humidity_ratio(const AirCooling& d, double supply_deg_c, double pressure_pa) {
    return humidity_ratio(std::max(dew_point_vapour_pa(d.min_dew_point_deg_c),
                                   d.min_humidity_frac * saturation_pressure_pa(supply_deg_c)),
                          pressure_pa);
}

// Dry outside air is humidified; its share in the supply air is such that the mixture has `supply_deg_c`.
void add_humidification(const HeatLoad& load, const AirCooling& d, const OutdoorAir& outside, double supply_deg_c,
                        CoolingPower& power) {
    constexpr double kNeverDryDegC = 12.0;  // above this dew point no supply limit binds; avoids exponentials
    if (outside.dew_point_deg_c > kNeverDryDegC) return;
    const double lacking = least_humidity_ratio(d, supply_deg_c, outside.pressure_pa) -
                           humidity_ratio(dew_point_vapour_pa(outside.dew_point_deg_c), outside.pressure_pa);
    if (lacking <= 0.0) return;
    const double outside_frac = d.air_rise_k / (supply_deg_c + d.air_rise_k - outside.temperature_deg_c);
    add_spray(air_kg_per_s(load, d) * std::min(1.0, outside_frac) * lacking, d, power);
}
}  // namespace

double CoolingPower::water_m3_per_h() const {
    return (evaporated_kg_per_s + drift_kg_per_s + blowdown_kg_per_s + sprayed_kg_per_s) * kSecondsPerHour /
           kWaterDensity;
}

CoolingPower& CoolingPower::operator+=(const CoolingPower& other) {
    fan_mw += other.fan_mw, pump_mw += other.pump_mw, tower_mw += other.tower_mw, chiller_mw += other.chiller_mw;
    free_mw += other.free_mw;
    evaporated_kg_per_s += other.evaporated_kg_per_s, drift_kg_per_s += other.drift_kg_per_s;
    blowdown_kg_per_s += other.blowdown_kg_per_s, sprayed_kg_per_s += other.sprayed_kg_per_s;
    return *this;
}

OutdoorAir outdoor_air(double temperature_deg_c, double relative_humidity_frac, double pressure_pa, WetBulb method) {
    OutdoorAir air{temperature_deg_c, relative_humidity_frac, pressure_pa, 0.0,
                   dew_point_deg_c(temperature_deg_c, relative_humidity_frac)};
    switch (method) {
        case WetBulb::psychrometric:
            air.wet_bulb_deg_c = wet_bulb_deg_c(temperature_deg_c, relative_humidity_frac, pressure_pa);
            break;
        case WetBulb::isenthalpic:
            air.wet_bulb_deg_c = isenthalpic_wet_bulb_deg_c(temperature_deg_c, relative_humidity_frac, pressure_pa);
            break;
        case WetBulb::stull:
            air.wet_bulb_deg_c = stull_wet_bulb_deg_c(temperature_deg_c, relative_humidity_frac);
            break;
    }
    return air;
}

double chiller_cop(double load_frac, double tower_water_deg_c) {
    constexpr double kColdestDegC = 10.0;  // lowest operating temperature of a tower; the fit diverges below
    const double l = load_frac, t = std::max(kColdestDegC, tower_water_deg_c);
    return 16.798751 + 0.008840 * t * t - 8.528931 * l * l + 9.885294 * l - 0.760621 * t + 0.084615 * l * t;
}

double air_chiller_cop(double rated_cop, double outside_deg_c) {
    constexpr double kColdestDegC = 18.0, kCoilDegC = 19.44;
    const double t = std::max(kColdestDegC, outside_deg_c);
    const double input = 0.297145 + (0.0430933 - 7.48766e-4 * kCoilDegC) * kCoilDegC +
                         (0.00597727 + 4.82112e-4 * t) * t - 9.56448e-4 * kCoilDegC * t;
    return rated_cop / input;
}

CoolingPower air_economizer(const HeatLoad& load, const AirCooling& d, const OutdoorAir& outside) {
    CoolingPower power;
    if (outside.dew_point_deg_c > d.max_dew_point_deg_c) {  // no outside air: return air only
        power.fan_mw = hall_fans_mw(load, d, outside, d.supply_deg_c);
        add_chilled_coil(load.heat_mw, d, outside, power);
        return power;
    }
    power.free_mw = load.heat_mw;
    if (outside.temperature_deg_c <= d.supply_deg_c) {
        const double supply_deg_c = std::max(d.min_supply_deg_c, outside.temperature_deg_c);
        power.fan_mw = hall_fans_mw(load, d, outside, supply_deg_c);
        add_humidification(load, d, outside, supply_deg_c, power);
        return power;
    }
    const double reach_deg_c =
        outside.temperature_deg_c - d.spray_effectiveness_frac * (outside.temperature_deg_c - outside.wet_bulb_deg_c);
    const double sprayed_deg_c = std::max(d.supply_deg_c, reach_deg_c);
    power.fan_mw = hall_fans_mw(load, d, outside, d.supply_deg_c);
    add_spray(air_kg_per_s(load, d) * kAirHeat * (outside.temperature_deg_c - sprayed_deg_c) /
                  evaporation_kj_per_kg(sprayed_deg_c),
              d, power);
    const double left_mw = std::min(load.heat_mw, load.heat_mw * (sprayed_deg_c - d.supply_deg_c) / d.air_rise_k);
    power.free_mw -= left_mw;
    add_chilled_coil(left_mw, d, outside, power);
    return power;
}

CoolingPower water_economizer(const HeatLoad& load, const AirCooling& d, const OutdoorAir& outside) {
    CoolingPower power;
    if (load.heat_mw <= 0.0 && load.flow_mw <= 0.0) return power;
    const double coil_mw = load.heat_mw / d.sensible_frac;
    const double return_deg_c = d.supply_deg_c + d.air_rise_k;
    const double water_supply_deg_c = return_deg_c - d.air_rise_k / d.exchanger_effectiveness_frac;
    const double water_return_deg_c = water_supply_deg_c + d.water_rise_k;
    const double free_water_deg_c = outside.wet_bulb_deg_c + d.tower_approach_k + d.exchanger_approach_k;
    const double free_frac = std::clamp((water_return_deg_c - free_water_deg_c) / d.water_rise_k, 0.0, 1.0);

    power.free_mw = free_frac * load.heat_mw;
    power.fan_mw = hall_fans_mw(load, d, outside, d.supply_deg_c);
    power.pump_mw = pump_mw(free_frac * coil_mw * kKwPerMw / (kWaterHeat * d.water_rise_k), d.economizer_pump_pa,
                            d.economizer_pump_efficiency_frac);
    add_water_chiller((1.0 - free_frac) * coil_mw, d, outside, power);
    add_spray_of_coil(load.heat_mw, d, power);
    add_tower(coil_mw + power.chiller_mw, d, outside, power);
    return power;
}

CoolingPower water_chiller(const HeatLoad& load, const AirCooling& d, const OutdoorAir& outside) {
    CoolingPower power;
    power.fan_mw = hall_fans_mw(load, d, outside, d.supply_deg_c);
    add_chilled_coil(load.heat_mw, d, outside, power);
    return power;
}

CoolingPower air_chiller(const HeatLoad& load, const AirCooling& d, const OutdoorAir& outside) {
    CoolingPower power;
    power.fan_mw = hall_fans_mw(load, d, outside, d.supply_deg_c);
    add_air_chiller(load.heat_mw, d, outside, power);
    return power;
}

CoolingPower air_economizer_air_chiller(const HeatLoad& load, const AirCooling& d, const OutdoorAir& outside) {
    const double supply_deg_c = std::max(d.min_supply_deg_c, outside.temperature_deg_c);
    const bool within = supply_deg_c <= d.supply_deg_c && outside.dew_point_deg_c <= d.max_dew_point_deg_c &&
                        humidity_ratio(dew_point_vapour_pa(outside.dew_point_deg_c), outside.pressure_pa) >=
                            least_humidity_ratio(d, supply_deg_c, outside.pressure_pa);
    if (!within) return air_chiller(load, d, outside);
    CoolingPower power;
    power.free_mw = load.heat_mw;
    power.fan_mw = hall_fans_mw(load, d, outside, supply_deg_c);
    return power;
}

CoolingPower liquid_cooling(double heat_mw, double rated_mw, const LiquidCooling& d, double outside_deg_c) {
    CoolingPower power;
    if (rated_mw <= 0.0) return power;
    const double return_deg_c = d.supply_deg_c + d.water_rise_k;
    const double coldest_deg_c = outside_deg_c + d.approach_k;  // water from the dry cooler at full fan speed
    const double dry_frac = std::clamp((return_deg_c - coldest_deg_c) / d.water_rise_k, 0.0, 1.0);
    // Full speed at rated heat and the warmest air without chiller, where the available difference is the temperature
    // rise of the water.
    const double difference_k = std::max(return_deg_c - coldest_deg_c, 0.0);
    const double wanted = heat_mw / rated_mw * d.water_rise_k / std::max(difference_k, 1e-9);
    const double speed_frac = dry_frac < 1.0 ? 1.0 : std::clamp(wanted, d.min_fan_speed_frac, 1.0);
    power.pump_mw = d.cdu_pump_frac * rated_mw;
    power.fan_mw = d.fan_frac * rated_mw * speed_frac * speed_frac * speed_frac;
    power.chiller_mw = (1.0 - dry_frac) * heat_mw / chiller_cop(d.chiller_load_frac, coldest_deg_c);
    power.free_mw = dry_frac * heat_mw;
    return power;
}

}  // namespace decawatt::profiles
