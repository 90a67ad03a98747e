// Decomposition of global irradiance into beam and diffuse. All methods satisfy global = beam × cos zenith + diffuse
// exactly; with the sun lower than 3 degrees, where the beam is uncertain, all irradiance is diffuse.
#pragma once

#include "profiles/sun/components.hpp"

namespace decawatt::profiles {

// Global irradiance over extraterrestrial horizontal irradiance, within 0..1. The cosine of the zenith is at least
// 0.065 (pvlib's convention), because the ratio would diverge at the horizon.
double clearness_frac(double ghi_w_per_m2, double zenith_deg, double extraterrestrial_w_per_m2);

// Diffuse share of global irradiance. Erbs, Klein and Duffie, "Estimation of the diffuse radiation fraction for hourly,
// daily and monthly-average global radiation", Solar Energy 28(4), 1982, eq. 1. Clearness within 0..1.
double erbs_diffuse_frac(double clearness_frac);
Irradiance erbs_irradiance(double ghi_w_per_m2, double zenith_deg, double extraterrestrial_w_per_m2);

// Diffuse share 1 / (1 + exp(slope (clearness - centre))). Boland, Scott and Luther, "Modelling the diffuse fraction of
// global solar radiation on a horizontal surface", Environmetrics 12, 2001; two of its fits.
struct BolandFit {
    double slope, centre;
};
inline constexpr BolandFit kBolandHourly{7.997, 0.586}, kBolandQuarterHourly{8.645, 0.613};
double boland_diffuse_frac(double clearness_frac, const BolandFit& fit);
Irradiance boland_irradiance(double ghi_w_per_m2, double zenith_deg, double extraterrestrial_w_per_m2,
                             const BolandFit& fit);

// Beam from clearness and air mass: Maxwell, "A Quasi-Physical Model for Converting Hourly Global Horizontal to Direct
// Normal Insolation" (DISC), SERI/TR-215-3087, 1987, with its solar constant of 1370 W/m2, Kasten's air mass of 1966
// corrected for pressure, and limited to 12. The beam is limited to that which the global irradiance allows.
Irradiance disc_irradiance(double ghi_w_per_m2, double zenith_deg, double extraterrestrial_w_per_m2,
                           double pressure_pa);

}  // namespace decawatt::profiles
