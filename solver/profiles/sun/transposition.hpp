// Transposition of irradiance to a tilted plane.
#pragma once

#include "profiles/sun/components.hpp"
#include "profiles/sun/sun_position.hpp"

namespace decawatt::profiles {

struct Plane {
    double tilt_deg = 0.0, azimuth_deg = 180.0, albedo_frac = 0.2;
};

// Cosine of the angle between the sun and the plane's normal; negative if the sun is behind the plane.
double incidence_cosine(const Plane& plane, const SunPosition& sun);

// A plane's normal, and the cosine and sine of its tilt: constants of a fixed plane.
struct Surface {
    SunDirection normal;
    double cos_tilt, sin_tilt;
};
Surface surface_of(const Plane& plane);
double incidence_cosine(const Surface& surface, const SunDirection& sun);

// Geometry of sun and plane for the sky models.
struct SkyGeometry {
    double cos_incidence;  // of the sun; negative behind the plane
    double cos_tilt, sin_tilt;
    double zenith_deg, cos_zenith;  // of the sun; 90 and 0 if it is below the horizon
    double air_mass, extraterrestrial_w_per_m2;
};
SkyGeometry sky_geometry(const Plane& plane, const SunPosition& sun, double extraterrestrial_w_per_m2);

struct SkyOnPlane {  // diffuse irradiance of the sky on the plane
    double isotropic_w_per_m2, circumsolar_w_per_m2, horizon_w_per_m2;
    double total_w_per_m2() const;  // never negative
};

// Isotropic sky. Liu and Jordan, Solar Energy 7(2), 1963.
SkyOnPlane isotropic_sky(const Irradiance& irradiance, const SkyGeometry& geometry);

// Brighter at the horizon and around the sun as the sky clears. Klucher, "Evaluation of models to predict insolation on
// tilted surfaces", Solar Energy 23(2), 1979. All diffuse irradiance is returned as isotropic.
SkyOnPlane klucher_sky(const Irradiance& irradiance, const SkyGeometry& geometry);

// The circumsolar share equals the transmission of the beam. Hay and Davies, 1980.
SkyOnPlane hay_davies_sky(const Irradiance& irradiance, const SkyGeometry& geometry);

// Hay and Davies with the horizon brightening of Klucher. Reindl, Beckman and Duffie, "Evaluation of hourly tilted
// surface radiation models", Solar Energy 45(1), 1990.
SkyOnPlane reindl_sky(const Irradiance& irradiance, const SkyGeometry& geometry);

// Perez, Ineichen, Seals, Michalsky and Stewart, "Modeling daylight availability and irradiance components from direct
// and global irradiance", Solar Energy 44(5), 1990, table 6 (all-sites coefficients).
SkyOnPlane perez_sky(const Irradiance& irradiance, const SkyGeometry& geometry);
SkyOnPlane perez_sky(const Irradiance& irradiance, const Plane& plane, const SunPosition& sun,
                     double extraterrestrial_w_per_m2);

// Reflected by the ground onto the plane; the ground is horizontal, infinite and diffuse.
double ground_reflected_w_per_m2(double ghi_w_per_m2, double albedo_frac, double cos_tilt);

}  // namespace decawatt::profiles
