// Irradiance from the horizontal onto a tilted plane.
#pragma once

#include "profiles/sun/components.hpp"
#include "profiles/sun/sun_position.hpp"

namespace decawatt::profiles {

struct Plane {
    double tilt_deg = 0.0, azimuth_deg = 180.0, albedo_frac = 0.2;
};

// Cosine of the angle between the sun and the plane's normal; negative where the sun stands behind it.
double incidence_cosine(const Plane& plane, const SunPosition& sun);

// A plane's normal, and the cosine and sine of its tilt: what is constant while it stands still.
struct Surface {
    SunDirection normal;
    double cos_tilt, sin_tilt;
};
Surface surface_of(const Plane& plane);
double incidence_cosine(const Surface& surface, const SunDirection& sun);

// The sun and the plane as the sky models see them.
struct SkyGeometry {
    double cos_incidence;  // of the sun; negative behind the plane
    double cos_tilt, sin_tilt;
    double zenith_deg, cos_zenith;  // of the sun; 90 and 0 where it is below the horizon
    double air_mass, extraterrestrial_w_per_m2;
};
SkyGeometry sky_geometry(const Plane& plane, const SunPosition& sun, double extraterrestrial_w_per_m2);

struct SkyOnPlane {  // diffuse irradiance of the sky on the plane
    double isotropic_w_per_m2, circumsolar_w_per_m2, horizon_w_per_m2;
    double total_w_per_m2() const;  // never negative
};

// A uniform sky. Liu and Jordan, Solar Energy 7(2), 1963.
SkyOnPlane isotropic_sky(const Irradiance& irradiance, const SkyGeometry& geometry);

// Brighter at the horizon and around the sun as the sky clears. Klucher, "Evaluation of models to predict insolation on
// tilted surfaces", Solar Energy 23(2), 1979. All is given as isotropic.
SkyOnPlane klucher_sky(const Irradiance& irradiance, const SkyGeometry& geometry);

// A circumsolar share as large as the beam's transmission. Hay and Davies, 1980.
SkyOnPlane hay_davies_sky(const Irradiance& irradiance, const SkyGeometry& geometry);

// Hay and Davies with Klucher's horizon. Reindl, Beckman and Duffie, "Evaluation of hourly tilted surface radiation
// models", Solar Energy 45(1), 1990.
SkyOnPlane reindl_sky(const Irradiance& irradiance, const SkyGeometry& geometry);

// Perez, Ineichen, Seals, Michalsky and Stewart, "Modeling daylight availability and irradiance components from direct
// and global irradiance", Solar Energy 44(5), 1990, table 6 (all-sites coefficients).
SkyOnPlane perez_sky(const Irradiance& irradiance, const SkyGeometry& geometry);
SkyOnPlane perez_sky(const Irradiance& irradiance, const Plane& plane, const SunPosition& sun,
                     double extraterrestrial_w_per_m2);

// Reflected by the ground onto the plane; the ground is level, endless and grey.
double ground_reflected_w_per_m2(double ghi_w_per_m2, double albedo_frac, double cos_tilt);

}  // namespace decawatt::profiles
