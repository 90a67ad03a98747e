// Solar position to 0.0003 degrees, for the years -2000 to 6000: the reference for testing the fast algorithm for
// hourly series (sun_position.hpp), and for comparison with observations.
//
// Method: Reda and Andreas, "Solar Position Algorithm for Solar Radiation Applications", NREL/TP-560-34302, revised
// January 2008. Names follow the report; letters in the comments are its symbols. Angles in degrees, azimuth clockwise
// from north, longitude positive to the east.
#pragma once

#include <array>

#include "base/time_axis.hpp"

namespace decawatt::profiles {

// Terrestrial time less universal time, s: polynomials of Espenak and Meeus, "Five Millennium Canon of Solar
// Eclipses", NASA/TP-2006-214141, for 1900 to 2150. After 2005 they are a forecast of 2004: about 6 s too high in 2026
// (IERS: 69 s), an error of 0.00007 degrees in the sun position. Throws base::LogicError for a year outside 1900..2150.
double delta_t_s(int year, int month);

// Geocentric position of the sun.
struct SpaGeocentric {
    double julian_day = 0.0, julian_century = 0.0;                                    // JD, JC
    double ephemeris_day = 0.0, ephemeris_century = 0.0, ephemeris_millennium = 0.0;  // JDE, JCE, JME
    double earth_longitude_deg = 0.0, earth_latitude_deg = 0.0, radius_au = 0.0;      // L, B, R
    double longitude_deg = 0.0, latitude_deg = 0.0;                                   // Theta, beta
    std::array<double, 5> nutation_argument_deg{};                                    // X0..X4
    double nutation_longitude_deg = 0.0, nutation_obliquity_deg = 0.0;                // delta psi, delta eps
    double mean_obliquity_arcsec = 0.0, obliquity_deg = 0.0;                          // eps0, eps
    double aberration_deg = 0.0, apparent_longitude_deg = 0.0;                        // delta tau, lambda
    double mean_sidereal_deg = 0.0, sidereal_deg = 0.0;                               // nu0, nu
    double right_ascension_deg = 0.0, declination_deg = 0.0;                          // alpha, delta
    double equation_of_time_min = 0.0;                                                // E
};

// `utc_s`: seconds since 1970-01-01T00:00Z, with a fraction.
SpaGeocentric spa_geocentric(double utc_s, double delta_t_s);

struct SpaObserver {
    double latitude_deg = 0.0, longitude_deg = 0.0, elevation_m = 0.0;
    double pressure_pa = 101325.0, temperature_deg_c = 12.0;  // annual means, for refraction
    double horizon_refraction_deg = 0.5667;                   // at sunrise and sunset
};

// Topocentric position of the sun, with parallax and refraction.
struct SpaPosition {
    double hour_angle_deg, parallax_deg;                                        // H, xi
    double right_ascension_parallax_deg, right_ascension_deg, declination_deg;  // delta alpha, alpha', delta'
    double local_hour_angle_deg;                                                // H'
    double geometric_elevation_deg, refraction_deg, elevation_deg;              // e0, delta e, e
    double zenith_deg, azimuth_deg;                                             // theta (refracted), Phi

    double geometric_zenith_deg() const { return 90.0 - geometric_elevation_deg; }
};
SpaPosition spa_position(const SpaGeocentric& sun, const SpaObserver& observer);
SpaPosition spa_position(double utc_s, const SpaObserver& observer, double delta_t_s);

}  // namespace decawatt::profiles
