#include "profiles/sun/irradiance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace decawatt::profiles {

namespace {
constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kMinCosZenithOfClearness = 0.065;
constexpr double kMaxZenithOfBeamDeg = 87.0;
constexpr double kMinCosZenithOfPerez = 0.08715574274765817;  // cos 85 degrees, eq. 9 of the paper

double cos_zenith(double zenith_deg) {
    return std::max(0.0, std::cos(zenith_deg * kRadians));
}

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
}  // namespace

double clearness_frac(double ghi_w_per_m2, double zenith_deg, double extraterrestrial_w_per_m2) {
    const double cosine = std::max(cos_zenith(zenith_deg), kMinCosZenithOfClearness);
    return std::clamp(ghi_w_per_m2 / (extraterrestrial_w_per_m2 * cosine), 0.0, 1.0);
}

double erbs_diffuse_frac(double clearness_frac) {
    const double k = clearness_frac;
    if (k <= 0.22) return 1.0 - 0.09 * k;
    if (k <= 0.80) return 0.9511 + k * (-0.1604 + k * (4.388 + k * (-16.638 + k * 12.336)));
    return 0.165;
}

Irradiance erbs_irradiance(double ghi_w_per_m2, double zenith_deg, double extraterrestrial_w_per_m2) {
    if (zenith_deg > kMaxZenithOfBeamDeg || ghi_w_per_m2 <= 0.0)
        return {std::max(0.0, ghi_w_per_m2), 0.0, std::max(0.0, ghi_w_per_m2)};
    const double clearness = clearness_frac(ghi_w_per_m2, zenith_deg, extraterrestrial_w_per_m2);
    const double dhi_w_per_m2 = erbs_diffuse_frac(clearness) * ghi_w_per_m2;
    return {ghi_w_per_m2, (ghi_w_per_m2 - dhi_w_per_m2) / cos_zenith(zenith_deg), dhi_w_per_m2};
}

double relative_air_mass(double zenith_deg) {
    const double zenith = std::clamp(zenith_deg, 0.0, 90.0);
    return 1.0 / (std::cos(zenith * kRadians) + 0.50572 * std::pow(96.07995 - zenith, -1.6364));
}

double standard_pressure_pa(double elevation_m) {
    return 100.0 * std::pow((44331.514 - elevation_m) / 11880.516, 1.0 / 0.1902632);
}

double haurwitz_ghi_w_per_m2(double zenith_deg) {
    const double cosine = cos_zenith(zenith_deg);
    return cosine > 0.0 ? 1098.0 * cosine * std::exp(-0.059 / cosine) : 0.0;
}

Irradiance ineichen_clear_sky(double zenith_deg, double absolute_air_mass, const ClearSkySite& site) {
    const double cosine = cos_zenith(zenith_deg), turbidity = site.linke_turbidity;
    if (cosine <= 0.0) return {0.0, 0.0, 0.0};
    const double fh1 = std::exp(-site.elevation_m / 8000.0), fh2 = std::exp(-site.elevation_m / 1250.0);
    const double cg1 = 5.09e-5 * site.elevation_m + 0.868, cg2 = 3.92e-5 * site.elevation_m + 0.0387;
    const double ghi = cg1 * site.extraterrestrial_w_per_m2 * cosine *
                       std::exp(-cg2 * absolute_air_mass * (fh1 + fh2 * (turbidity - 1.0)));
    const double from_turbidity = site.extraterrestrial_w_per_m2 * (0.664 + 0.163 / fh1) *
                                  std::exp(-0.09 * absolute_air_mass * (turbidity - 1.0));
    const double from_global =
        ghi * std::max(0.0, 1.0 - (0.1 - 0.2 * std::exp(-turbidity)) / (0.1 + 0.882 / fh1)) / cosine;
    const double dni = std::min(from_turbidity, from_global);
    return {ghi, dni, ghi - dni * cosine};
}

double incidence_cosine(const Plane& plane, const SunPosition& sun) {
    const double tilt = plane.tilt_deg * kRadians, zenith = sun.zenith_deg * kRadians;
    const double cosine =
        std::cos(tilt) * std::cos(zenith) +
        std::sin(tilt) * std::sin(zenith) * std::cos((sun.azimuth_deg - plane.azimuth_deg) * kRadians);
    return std::clamp(cosine, -1.0, 1.0);
}

double PerezSky::total_w_per_m2() const {
    return std::max(0.0, isotropic_w_per_m2 + circumsolar_w_per_m2 + horizon_w_per_m2);
}

PerezSky perez_sky(const Irradiance& irradiance, const Plane& plane, const SunPosition& sun,
                   double extraterrestrial_w_per_m2) {
    const double dhi = irradiance.dhi_w_per_m2;
    if (dhi <= 0.0) return {0.0, 0.0, 0.0};
    const double zenith = std::min(sun.zenith_deg, 90.0) * kRadians;
    const double brightness = dhi * relative_air_mass(sun.zenith_deg) / extraterrestrial_w_per_m2;
    const PerezBin& f = perez_bin(irradiance, zenith);
    const double f1 = std::max(0.0, f.f11 + f.f12 * brightness + f.f13 * zenith);
    const double f2 = f.f21 + f.f22 * brightness + f.f23 * zenith;
    const double a = std::max(0.0, incidence_cosine(plane, sun)), b = std::max(kMinCosZenithOfPerez, std::cos(zenith));
    return {.isotropic_w_per_m2 = dhi * (1.0 - f1) * (1.0 + std::cos(plane.tilt_deg * kRadians)) / 2.0,
            .circumsolar_w_per_m2 = dhi * f1 * a / b,
            .horizon_w_per_m2 = dhi * f2 * std::sin(plane.tilt_deg * kRadians)};
}

double ground_reflected_w_per_m2(double ghi_w_per_m2, const Plane& plane) {
    return ghi_w_per_m2 * plane.albedo_frac * (1.0 - std::cos(plane.tilt_deg * kRadians)) / 2.0;
}

PlaneIrradiance plane_irradiance(const Irradiance& irradiance, const Plane& plane, const SunPosition& sun,
                                 double extraterrestrial_w_per_m2) {
    const double cosine = incidence_cosine(plane, sun);
    return {.beam_w_per_m2 = irradiance.dni_w_per_m2 * std::max(0.0, cosine),
            .sky_w_per_m2 = perez_sky(irradiance, plane, sun, extraterrestrial_w_per_m2).total_w_per_m2(),
            .ground_w_per_m2 = ground_reflected_w_per_m2(irradiance.ghi_w_per_m2, plane),
            .incidence_cosine = cosine};
}

double physical_incidence_modifier(double incidence_cosine) {
    constexpr double kIndex = 1.526, kOpticalDepth = 4.0 * 0.002;  // extinction 4 per m × 2 mm
    constexpr double kMinAngle = 1e-6;  // radians; below it Fresnel's ratios are 0/0 and the limit is the normal value
    if (incidence_cosine <= 0.0) return 0.0;
    const double normal_reflection = (kIndex - 1.0) / (kIndex + 1.0);
    const double normal = std::exp(-kOpticalDepth) * (1.0 - normal_reflection * normal_reflection);
    const double angle = std::acos(std::min(1.0, incidence_cosine));
    if (angle < kMinAngle) return 1.0;
    const double refracted = std::asin(std::sin(angle) / kIndex);
    const double perpendicular = std::sin(refracted - angle) / std::sin(refracted + angle);
    const double parallel = std::tan(refracted - angle) / std::tan(refracted + angle);
    const double reflection = 0.5 * (perpendicular * perpendicular + parallel * parallel);
    return std::exp(-kOpticalDepth / std::cos(refracted)) * (1.0 - reflection) / normal;
}

}  // namespace decawatt::profiles
