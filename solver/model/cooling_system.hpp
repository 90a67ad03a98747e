// Parameters of cooling systems, with defaults.
//
// Defaults are the midpoints of published ranges, which are given in brackets. Hyperscale: Lei and Masanet, Energy 201,
// 117556, 2020, table A.1. Mid-size, for plants without a water-side economiser, and water: Lei and Masanet, Resources,
// Conservation and Recycling 182, 106323, 2022, input ranges of cases 5 to 7. Values without a source are marked as
// assumed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace decawatt::model {

enum class CoolingSystemIndex : std::int32_t {};

enum class Cooling : std::uint8_t {
    air_economizer,              // outside air, spray, water-cooled chiller with tower
    water_economizer,            // tower through an exchanger, water-cooled chiller
    liquid,                      // cold plates, dry cooler, trim chiller
    water_chiller,               // water-cooled chiller with tower only
    air_chiller,                 // air-cooled chiller only
    air_economizer_air_chiller,  // untreated outside air, or else an air-cooled chiller
};
inline constexpr int kCoolings = 6;
const char* text(Cooling cooling);

struct AirCooling {
    double supply_deg_c = 27.0;         // supply air of the machines; warmer outside air is cooled
    double min_supply_deg_c = 14.0;     // [10..18]; colder outside air is mixed with return air
    double max_dew_point_deg_c = 21.0;  // ASHRAE TC 9.9 class A2 allowable [15..27]; moister outside air is not used
    double min_dew_point_deg_c = -10.5, min_humidity_frac = 0.14;  // [-12..-9], [0.08..0.2]; drier air is sprayed
    double air_rise_k = 16.6;                                      // [13.9..19.4]
    double water_rise_k = 7.5;                                     // [5..10] chilled water
    double tower_range_k = 5.0;                                    // [4..6]
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
    double tower_drift_frac = 0.0025;        // of the tower's water, lost as droplets [0.00005..0.005]
    double cycles_of_concentration = 9.0;    // of the tower's water [3..15]
    double air_chiller_cop = 3.0;            // air-cooled chiller at 35 degrees; assumed, near minimum standards
    double min_air_flow_frac = 0.3;          // fans do not slow down below; assumed, a usual turn-down limit
    bool operator==(const AirCooling&) const = default;
};

struct LiquidCooling {  // supply and return of the facility's water
    double supply_deg_c = 32.0;
    double water_rise_k = 10.0;     // assumed
    double approach_k = 6.0;        // dry cooler: water out above air in; assumed
    double cdu_pump_frac = 0.0075;  // of rated liquid-cooled power, constant speed; Frontier: 25 CDUs × 8.47 kW, 28.2
                                    // MW (ExaDigiT/RAPS)
    double fan_frac = 0.015;        // of rated heat, at full speed; 1-2 % is usual, assumed
    double min_fan_speed_frac = 0.1;  // assumed
    double chiller_load_frac = 0.5;
    bool operator==(const LiquidCooling&) const = default;
};

AirCooling air_cooling_defaults(Cooling kind);

struct CoolingSystems {
    std::vector<std::string> name;
    std::vector<Cooling> kind;
    std::vector<AirCooling> air;  // also of the air-cooled part of liquid cooling
    std::vector<LiquidCooling> liquid;
    bool operator==(const CoolingSystems&) const = default;
};

}  // namespace decawatt::model
