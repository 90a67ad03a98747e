// Electric power of a data centre's cooling, from its heat and the weather.
//
// Air and water side: Lei and Masanet, "Statistical analysis for predicting location-specific data center PUE and its
// improvement potential", Energy 201, 117556, 2020. Defaults are the middles of its parameter ranges;
// docs/method/data_center.md has the equations.
#pragma once

#include "model/study.hpp"

namespace decawatt::profiles {

struct OutdoorAir {
    double temperature_deg_c, relative_humidity_frac, pressure_pa, wet_bulb_deg_c;
};
OutdoorAir outdoor_air(double temperature_deg_c, double relative_humidity_frac, double pressure_pa);

// Heat to remove, and the heat that the fans' air flow is kept for: never less than the heat.
struct HeatLoad {
    double heat_mw, flow_mw;
};

struct AirCooling {                     // ranges of the paper in brackets
    double supply_deg_c = 27.0;         // air to the machines; what the outside air may reach unchilled
    double min_supply_deg_c = 14.0;     // [10..18]; colder outside air is mixed with return air
    double max_dew_point_deg_c = 21.0;  // ASHRAE TC 9.9 class A2 allowable; moister air stays outside
    double air_rise_k = 16.6;           // [13.9..19.4]
    double water_rise_k = 7.5;          // [5..10] chilled water
    double tower_range_k = 5.0;         // [4..6]
    double fan_pa = 750.0, fan_efficiency_frac = 0.775;  // [500..1000; 400..600 behind a water-side economiser]
    double tower_fan_pa = 175.0, tower_fan_efficiency_frac = 0.775;
    double spray_pa = 7.0e6, spray_efficiency_frac = 0.7;                        // high-pressure pump of humidification
    double economizer_pump_pa = 1.437e5, economizer_pump_efficiency_frac = 0.7;  // [143.7 kPa +-20 %]
    double chilled_pump_pa = 1.437e5, chilled_pump_efficiency_frac = 0.7;
    double tower_pump_pa = 2.087e5, tower_pump_efficiency_frac = 0.7;  // [208.7 kPa +-20 %]
    double tower_approach_k = 4.75;                                    // [2.8..6.7] water from the tower above wet bulb
    double exchanger_approach_k = 2.25;                                // [1.7..2.8]
    double exchanger_effectiveness_frac = 0.8;                         // [0.7..0.9] air coil
    double sensible_frac = 0.97;                                       // [0.95..0.99] of the coil's heat
    double chiller_load_frac = 0.5;                                    // [0.2..0.8]
    double cop_offset_frac = 0.0;                                      // [+-0.11]
    double tower_water_air_ratio = 2.0;                                // [1..3]
    double spray_effectiveness_frac = 0.85;  // of adiabatic cooling; assumed, a usual rigid medium
};
AirCooling water_economizer_defaults();  // the same with the lower fan pressure behind a coil

// Coefficient of performance of a water-cooled chiller: load fraction and temperature of the water from the tower.
double chiller_cop(double load_frac, double tower_water_deg_c);

// Outside air: mixed when cold, as it is, sprayed when warmer than the supply, and where that is not enough or the air
// is too moist, chilled water with a tower. Power in MW of fans, pumps, tower and chiller.
double air_economizer_mw(const HeatLoad& load, const AirCooling& design, const OutdoorAir& outside);

// Recirculated air over chilled-water coils; the tower's water cools through an exchanger as far as the wet bulb
// allows, a chiller does the rest.
double water_economizer_mw(const HeatLoad& load, const AirCooling& design, const OutdoorAir& outside);

struct LiquidCooling {  // supply and return of the facility's water
    double supply_deg_c = 32.0;
    double water_rise_k = 10.0;  // assumed
    double approach_k = 6.0;     // dry cooler: water out above air in; assumed
    double cdu_pump_frac =
        0.0075;  // of rated liquid-cooled power, constant speed; Frontier: 25 CDUs × 8.47 kW, 28.2 MW (RAPS)
    double fan_frac = 0.015;          // of rated heat, at full speed; 1-2 % is usual, assumed
    double min_fan_speed_frac = 0.1;  // assumed
    double chiller_load_frac = 0.5;
};

// Cold plates, distribution units, dry cooler and trim chiller. Fan speed follows heat over the temperature difference
// left, its power the cube; where the air is warmer than supply - approach, the chiller takes the rest of the way.
// rated_mw: liquid-cooled power installed.
double liquid_cooling_mw(double heat_mw, double rated_mw, const LiquidCooling& design, double outside_deg_c);

}  // namespace decawatt::profiles
