// Electric power and water of a data centre's cooling, from its heat and the weather.
//
// Air and water side: Lei and Masanet, "Statistical analysis for predicting location-specific data center PUE and its
// improvement potential", Energy 201, 117556, 2020; water: the same, "Climate- and technology-specific PUE and WUE
// estimations for U.S. data centers", Resources, Conservation and Recycling 182, 106323, 2022.
// docs/method/data_center.md has the equations, model/cooling_system.hpp the parameters.
#pragma once

#include "model/cooling_system.hpp"

namespace decawatt::profiles {

using model::AirCooling;
using model::LiquidCooling;

enum class WetBulb {
    psychrometric,  // the accurate method
    isenthalpic,    // as in the published PUE tool
    stull           // explicit fit
};

struct OutdoorAir {
    double temperature_deg_c, relative_humidity_frac, pressure_pa, wet_bulb_deg_c, dew_point_deg_c;
};
OutdoorAir outdoor_air(double temperature_deg_c, double relative_humidity_frac, double pressure_pa,
                       WetBulb method = WetBulb::psychrometric);

// Heat to remove, and the heat for which the air flow is dimensioned, which is at least as large.
struct HeatLoad {
    double heat_mw, flow_mw;
};

struct CoolingPower {
    double fan_mw = 0.0;      // of halls and dry coolers
    double pump_mw = 0.0;     // chilled, free and facility water, humidification
    double tower_mw = 0.0;    // pump and fan of the tower
    double chiller_mw = 0.0;  // compressors
    double free_mw = 0.0;     // heat removed without a chiller
    double evaporated_kg_per_s = 0.0, drift_kg_per_s = 0.0, blowdown_kg_per_s = 0.0;  // of towers
    double sprayed_kg_per_s = 0.0;                                                    // into the air of the halls

    double total_mw() const { return fan_mw + pump_mw + tower_mw + chiller_mw; }
    double water_m3_per_h() const;
    CoolingPower& operator+=(const CoolingPower& other);
};

// Coefficient of performance of a water-cooled chiller: by load fraction and temperature of the water from the tower.
double chiller_cop(double load_frac, double tower_water_deg_c);

// Coefficient of performance of an air-cooled chiller: its value at 35 degrees over EnergyPlus' curve of energy input
// by outdoor temperature (EIRFT of a single-speed DX unit, at 19.44 degrees wet bulb at the coil; constant below 18
// degrees, where the curve ends).
double air_chiller_cop(double rated_cop, double outside_deg_c);

// Outside air: mixed with return air if cold, untreated if suitable, sprayed if warmer than the supply or drier than
// the limits; chilled water with a tower if that does not suffice or the air is too moist.
CoolingPower air_economizer(const HeatLoad& load, const AirCooling& design, const OutdoorAir& outside);

// Recirculated air over chilled-water coils; water from the tower cools through a heat exchanger as far as the wet bulb
// allows, and a chiller provides the rest.
CoolingPower water_economizer(const HeatLoad& load, const AirCooling& design, const OutdoorAir& outside);

// The same coils with a chiller only, whose condenser is cooled by a tower (water) or by outside air.
CoolingPower water_chiller(const HeatLoad& load, const AirCooling& design, const OutdoorAir& outside);
CoolingPower air_chiller(const HeatLoad& load, const AirCooling& design, const OutdoorAir& outside);

// Outside air, untreated or mixed with return air, within the limits of temperature and humidity; otherwise an
// air-cooled chiller.
CoolingPower air_economizer_air_chiller(const HeatLoad& load, const AirCooling& design, const OutdoorAir& outside);

// Cold plates, distribution units, dry cooler and trim chiller. Fan speed is proportional to heat over the available
// temperature difference, and fan power to its cube; if the air is warmer than supply - approach, the chiller provides
// the remaining cooling. rated_mw: liquid-cooled power installed.
CoolingPower liquid_cooling(double heat_mw, double rated_mw, const LiquidCooling& design, double outside_deg_c);

}  // namespace decawatt::profiles
