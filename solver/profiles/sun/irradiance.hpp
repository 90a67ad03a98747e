// Irradiance: from global to beam and diffuse, clear skies, and onto a tilted plane.
//
// Angles in degrees, zenith from the vertical, azimuth clockwise from north. W/m2, means over the interval whose sun
// position is given. `extraterrestrial_w_per_m2` is that of the day (sun_position.hpp). All functions are total: a sun
// below the horizon gives zero.
#pragma once

#include "profiles/sun/sun_position.hpp"

namespace decawatt::profiles {

struct Irradiance {
    double ghi_w_per_m2, dni_w_per_m2,
        dhi_w_per_m2;  // global horizontal = direct normal × cos zenith + diffuse horizontal
};

// Global irradiance over what would fall on a horizontal plane outside the atmosphere, within 0..1. The cosine of the
// zenith is held above 0.065 (pvlib's convention), or the ratio runs away at the horizon.
double clearness_frac(double ghi_w_per_m2, double zenith_deg, double extraterrestrial_w_per_m2);

// Diffuse share of global irradiance. Erbs, Klein and Duffie, "Estimation of the diffuse radiation fraction for hourly,
// daily and monthly-average global radiation", Solar Energy 28(4), 1982, eq. 1. Clearness within 0..1.
double erbs_diffuse_frac(double clearness_frac);

// Splits global irradiance after Erbs. Closes exactly: with the sun lower than 3 degrees, where a beam cannot be told,
// all is diffuse.
Irradiance erbs_irradiance(double ghi_w_per_m2, double zenith_deg, double extraterrestrial_w_per_m2);

// Relative optical air mass, 1 at the zenith. Kasten and Young, Applied Optics 28(22), 1989, eq. 3. A zenith above 90
// counts as 90.
double relative_air_mass(double zenith_deg);
inline constexpr double kStandardPressurePa = 101325.0;

// Pressure of the standard atmosphere at an elevation (pvlib's alt2pres), for the pressure correction of the air mass.
double standard_pressure_pa(double elevation_m);

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

struct Plane {
    double tilt_deg = 0.0, azimuth_deg = 180.0, albedo_frac = 0.2;
};

// Cosine of the angle between the sun and the plane's normal; negative where the sun stands behind it.
double incidence_cosine(const Plane& plane, const SunPosition& sun);

struct PerezSky {  // diffuse irradiance on the plane
    double isotropic_w_per_m2, circumsolar_w_per_m2, horizon_w_per_m2;
    double total_w_per_m2() const;  // never negative
};

// Perez, Ineichen, Seals, Michalsky and Stewart, "Modeling daylight availability and irradiance components from direct
// and global irradiance", Solar Energy 44(5), 1990, table 6 (all-sites coefficients).
PerezSky perez_sky(const Irradiance& irradiance, const Plane& plane, const SunPosition& sun,
                   double extraterrestrial_w_per_m2);

// Reflected by the ground onto the plane; the ground is level, endless and grey.
double ground_reflected_w_per_m2(double ghi_w_per_m2, const Plane& plane);

struct PlaneIrradiance {
    double beam_w_per_m2, sky_w_per_m2, ground_w_per_m2, incidence_cosine;
    double total_w_per_m2() const { return beam_w_per_m2 + sky_w_per_m2 + ground_w_per_m2; }
};
PlaneIrradiance plane_irradiance(const Irradiance& irradiance, const Plane& plane, const SunPosition& sun,
                                 double extraterrestrial_w_per_m2);

// Transmission of a module's glass relative to normal incidence: refraction index 1.526, extinction 4 per m, 2 mm
// thick. De Soto, Klein and Beckman, "Improvement and validation of a model for photovoltaic array performance", Solar
// Energy 80(1), 2006.
double physical_incidence_modifier(double incidence_cosine);

}  // namespace decawatt::profiles
