#include "profiles/sun/transposition.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "profiles/sun/air_mass.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kMinCosZenithOfPerez = 0.08715574274765817;  // cos 85 degrees, eq. 9 of the paper
constexpr double kMinCosZenithOfHayDavies = 0.01745;          // cos 89 degrees: limits the ratio

struct PerezBin {
    double f11, f12, f13, f21, f22, f23;
};
constexpr std::array<double, 7> kPerezEdges = {1.065, 1.23, 1.5, 1.95, 2.8, 4.5, 6.2};
constexpr std::array<PerezBin, 8> kPerezBins = {{{-0.008, 0.588, -0.062, -0.060, 0.072, -0.022},
                                                 {0.130, 0.683, -0.151, -0.019, 0.066, -0.029},
                                                 {0.330, 0.487, -0.221, 0.055, -0.064, -0.026},
                                                 {0.568, 0.187, -0.295, 0.109, -0.152, -0.014},
                                                 {0.873, -0.392, -0.362, 0.226, -0.462, 0.001},
                                                 {1.132, -1.237, -0.412, 0.288, -0.823, 0.056},
                                                 {1.060, -1.600, -0.359, 0.264, -1.127, 0.131},
                                                 {0.678, -0.327, -0.250, 0.156, -1.377, 0.251}}};

// The bin of sky clearness epsilon, eq. 1 of the paper.
const PerezBin& perez_bin(const Irradiance& irradiance, double zenith) {
    constexpr double kKappa = 1.041;
    const double cube = kKappa * zenith * zenith * zenith;
    const double epsilon =
        ((irradiance.dhi_w_per_m2 + irradiance.dni_w_per_m2) / irradiance.dhi_w_per_m2 + cube) / (1.0 + cube);
    const auto edge = std::upper_bound(kPerezEdges.begin(), kPerezEdges.end(), epsilon);
    return kPerezBins[static_cast<std::size_t>(edge - kPerezEdges.begin())];
}

double seen_sky_frac(const SkyGeometry& geometry) {
    return (1.0 + geometry.cos_tilt) / 2.0;
}

double cubed(double x) {
    return x * x * x;
}

// Sine of half the tilt, cubed: the weight of horizon brightening for the plane.
double horizon_weight(const SkyGeometry& geometry) {
    return cubed(std::sqrt(std::max(0.0, (1.0 - geometry.cos_tilt) / 2.0)));
}
}  // namespace

double incidence_cosine(const Plane& plane, const SunPosition& sun) {
    return incidence_cosine(surface_of(plane), direction_of(sun));
}

Surface surface_of(const Plane& plane) {
    return {.normal = direction_of({plane.tilt_deg, plane.azimuth_deg}),
            .cos_tilt = std::cos(plane.tilt_deg * kRadians),
            .sin_tilt = std::sin(plane.tilt_deg * kRadians)};
}

double incidence_cosine(const Surface& surface, const SunDirection& sun) {
    return std::clamp(surface.normal.east * sun.east + surface.normal.north * sun.north + surface.normal.up * sun.up,
                      -1.0, 1.0);
}

SkyGeometry sky_geometry(const Plane& plane, const SunPosition& sun, double extraterrestrial_w_per_m2) {
    const Surface surface = surface_of(plane);
    const double zenith_deg = std::min(sun.zenith_deg, 90.0);
    return {.cos_incidence = incidence_cosine(surface, direction_of(sun)),
            .cos_tilt = surface.cos_tilt,
            .sin_tilt = surface.sin_tilt,
            .zenith_deg = zenith_deg,
            .cos_zenith = std::max(0.0, std::cos(zenith_deg * kRadians)),
            .air_mass = relative_air_mass(zenith_deg),
            .extraterrestrial_w_per_m2 = extraterrestrial_w_per_m2};
}

double SkyOnPlane::total_w_per_m2() const {
    return std::max(0.0, isotropic_w_per_m2 + circumsolar_w_per_m2 + horizon_w_per_m2);
}

SkyOnPlane isotropic_sky(const Irradiance& irradiance, const SkyGeometry& geometry) {
    return {irradiance.dhi_w_per_m2 * seen_sky_frac(geometry), 0.0, 0.0};
}

SkyOnPlane klucher_sky(const Irradiance& irradiance, const SkyGeometry& geometry) {
    const double ghi = irradiance.ghi_w_per_m2, dhi = irradiance.dhi_w_per_m2;
    if (dhi <= 0.0) return {0.0, 0.0, 0.0};
    const double cloud = ghi > 0.0 ? std::min(1.0, dhi / ghi) : 1.0, clear = 1.0 - cloud * cloud;
    const double facing = std::max(0.0, geometry.cos_incidence);
    const double sin_zenith = std::sqrt(std::max(0.0, 1.0 - geometry.cos_zenith * geometry.cos_zenith));
    return {dhi * seen_sky_frac(geometry) * (1.0 + clear * horizon_weight(geometry)) *
                (1.0 + clear * facing * facing * cubed(sin_zenith)),
            0.0, 0.0};
}

SkyOnPlane hay_davies_sky(const Irradiance& irradiance, const SkyGeometry& geometry) {
    const double dhi = irradiance.dhi_w_per_m2;
    const double beam_share = std::min(1.0, irradiance.dni_w_per_m2 / geometry.extraterrestrial_w_per_m2);
    const double ratio =
        std::max(0.0, geometry.cos_incidence) / std::max(kMinCosZenithOfHayDavies, geometry.cos_zenith);
    return {dhi * (1.0 - beam_share) * seen_sky_frac(geometry), dhi * beam_share * ratio, 0.0};
}

SkyOnPlane reindl_sky(const Irradiance& irradiance, const SkyGeometry& geometry) {
    SkyOnPlane sky = hay_davies_sky(irradiance, geometry);
    if (irradiance.ghi_w_per_m2 <= 0.0) return sky;
    const double beam = irradiance.dni_w_per_m2 * geometry.cos_zenith;
    sky.horizon_w_per_m2 =
        sky.isotropic_w_per_m2 * std::sqrt(beam / irradiance.ghi_w_per_m2) * horizon_weight(geometry);
    return sky;
}

SkyOnPlane perez_sky(const Irradiance& irradiance, const SkyGeometry& geometry) {
    const double dhi = irradiance.dhi_w_per_m2;
    if (dhi <= 0.0) return {0.0, 0.0, 0.0};
    const double zenith = geometry.zenith_deg * kRadians;
    const double brightness = dhi * geometry.air_mass / geometry.extraterrestrial_w_per_m2;
    const PerezBin& f = perez_bin(irradiance, zenith);
    const double f1 = std::max(0.0, f.f11 + f.f12 * brightness + f.f13 * zenith);
    const double f2 = f.f21 + f.f22 * brightness + f.f23 * zenith;
    const double a = std::max(0.0, geometry.cos_incidence), b = std::max(kMinCosZenithOfPerez, geometry.cos_zenith);
    return {.isotropic_w_per_m2 = dhi * (1.0 - f1) * seen_sky_frac(geometry),
            .circumsolar_w_per_m2 = dhi * f1 * a / b,
            .horizon_w_per_m2 = dhi * f2 * geometry.sin_tilt};
}

SkyOnPlane perez_sky(const Irradiance& irradiance, const Plane& plane, const SunPosition& sun,
                     double extraterrestrial_w_per_m2) {
    return perez_sky(irradiance, sky_geometry(plane, sun, extraterrestrial_w_per_m2));
}

double ground_reflected_w_per_m2(double ghi_w_per_m2, double albedo_frac, double cos_tilt) {
    return ghi_w_per_m2 * albedo_frac * (1.0 - cos_tilt) / 2.0;
}

}  // namespace decawatt::profiles
