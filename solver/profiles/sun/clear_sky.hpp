// Irradiance under a cloudless sky.
#pragma once

#include "profiles/sun/components.hpp"
#include "profiles/sun/sun_position.hpp"

namespace decawatt::profiles {

// Clear sky from the zenith alone. Haurwitz, "Insolation in relation to cloudiness and cloud density", Journal of
// Meteorology 2, 1945.
double haurwitz_ghi_w_per_m2(double zenith_deg);

struct ClearSkySite {
    double elevation_m = 0.0;
    double linke_turbidity = 3.0;  // 2 very clear .. 7 polluted; 3 is the temperate reference of the paper
    double extraterrestrial_w_per_m2 = kSolarConstantWPerM2;
};

// Clear sky from turbidity. Ineichen and Perez, "A new airmass independent formulation for the Linke turbidity
// coefficient", Solar Energy 73(3), 2002, without the enhancement of later software. `absolute_air_mass` is the
// relative one × pressure / 101325 Pa.
Irradiance ineichen_clear_sky(double zenith_deg, double absolute_air_mass, const ClearSkySite& site);

}  // namespace decawatt::profiles
