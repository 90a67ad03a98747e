#include "model/cooling_system.hpp"

namespace decawatt::model {

const char* text(Cooling cooling) {
    switch (cooling) {
        case Cooling::air_economizer:
            return "air_economizer";
        case Cooling::water_economizer:
            return "water_economizer";
        case Cooling::liquid:
            return "liquid";
        case Cooling::water_chiller:
            return "water_chiller";
        case Cooling::air_chiller:
            return "air_chiller";
        case Cooling::air_economizer_air_chiller:
            return "air_economizer_air_chiller";
    }
    return "unknown";
}

AirCooling air_cooling_defaults(Cooling kind) {
    AirCooling d;
    if (kind == Cooling::air_economizer) return d;
    if (kind == Cooling::water_economizer || kind == Cooling::liquid) {
        d.fan_pa = 500.0;
        return d;
    }
    // Mid-size halls, cases 5 to 7 of the paper of 2022.
    d.min_supply_deg_c = 16.5;                                               // [15..18]
    d.min_humidity_frac = 0.2;                                               // [0.1..0.3]
    d.air_rise_k = 7.5;                                                      // [5..10]
    d.fan_pa = kind == Cooling::air_economizer_air_chiller ? 700.0 : 650.0;  // [400..1000], [400..900]
    d.fan_efficiency_frac = 0.7;                                             // [0.6..0.8]
    d.tower_fan_pa = 300.0, d.tower_fan_efficiency_frac = 0.7;               // [200..400], [0.6..0.8]
    d.exchanger_effectiveness_frac = 0.775;                                  // [0.65..0.9]
    d.chiller_load_frac = 0.3;                                               // [0.1..0.5]
    d.cop_offset_frac = kind == Cooling::water_chiller ? -0.2 : -0.075;      // [-0.4..0], [-0.4..0.25]
    d.tower_water_air_ratio = 1.1;                                           // [0.2..2]
    d.cycles_of_concentration = 7.5;                                         // [3..12]
    return d;
}

}  // namespace decawatt::model
