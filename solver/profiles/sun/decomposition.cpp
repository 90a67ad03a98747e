#include "profiles/sun/decomposition.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "profiles/sun/air_mass.hpp"
#include "profiles/sun/sun_position.hpp"

namespace decawatt::profiles {

namespace {
constexpr double kRadians = std::numbers::pi / 180.0;
constexpr double kMinCosZenithOfClearness = 0.065;
constexpr double kMaxZenithOfBeamDeg = 87.0;

double cos_zenith(double zenith_deg) {
    return std::max(0.0, std::cos(zenith_deg * kRadians));
}

bool has_beam(double ghi_w_per_m2, double zenith_deg) {
    return zenith_deg <= kMaxZenithOfBeamDeg && ghi_w_per_m2 > 0.0;
}

Irradiance all_diffuse(double ghi_w_per_m2) {
    return {std::max(0.0, ghi_w_per_m2), 0.0, std::max(0.0, ghi_w_per_m2)};
}

Irradiance split(double ghi_w_per_m2, double zenith_deg, double diffuse_frac) {
    const double dhi_w_per_m2 = diffuse_frac * ghi_w_per_m2;
    return {ghi_w_per_m2, (ghi_w_per_m2 - dhi_w_per_m2) / cos_zenith(zenith_deg), dhi_w_per_m2};
}

// Beam over extraterrestrial irradiance of DISC.
double disc_beam_frac(double clearness, double air_mass) {
    const double k = clearness, m = air_mass;
    const bool cloudy = k <= 0.6;
    const double a =
        cloudy ? 0.512 + k * (-1.56 + k * (2.286 - 2.222 * k)) : -5.743 + k * (21.77 + k * (-27.49 + 11.56 * k));
    const double b = cloudy ? 0.37 + 0.962 * k : 41.4 + k * (-118.5 + k * (66.05 + 31.9 * k));
    const double c = cloudy ? -0.28 + k * (0.932 - 2.048 * k) : -47.01 + k * (184.2 + k * (-222.0 + 73.81 * k));
    const double clear = 0.866 + m * (-0.122 + m * (0.0121 + m * (-0.000653 + 1.4e-5 * m)));
    return clear - (a + b * std::exp(c * m));
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
    if (!has_beam(ghi_w_per_m2, zenith_deg)) return all_diffuse(ghi_w_per_m2);
    const double clearness = clearness_frac(ghi_w_per_m2, zenith_deg, extraterrestrial_w_per_m2);
    return split(ghi_w_per_m2, zenith_deg, erbs_diffuse_frac(clearness));
}

double boland_diffuse_frac(double clearness_frac, const BolandFit& fit) {
    return 1.0 / (1.0 + std::exp(fit.slope * (clearness_frac - fit.centre)));
}

Irradiance boland_irradiance(double ghi_w_per_m2, double zenith_deg, double extraterrestrial_w_per_m2,
                             const BolandFit& fit) {
    if (!has_beam(ghi_w_per_m2, zenith_deg)) return all_diffuse(ghi_w_per_m2);
    const double clearness = clearness_frac(ghi_w_per_m2, zenith_deg, extraterrestrial_w_per_m2);
    return split(ghi_w_per_m2, zenith_deg, boland_diffuse_frac(clearness, fit));
}

Irradiance disc_irradiance(double ghi_w_per_m2, double zenith_deg, double extraterrestrial_w_per_m2,
                           double pressure_pa) {
    constexpr double kSolarConstantOfDisc = 1370.0, kMaxAirMass = 12.0;
    if (!has_beam(ghi_w_per_m2, zenith_deg)) return all_diffuse(ghi_w_per_m2);
    const double outside = extraterrestrial_w_per_m2 / kSolarConstantWPerM2 * kSolarConstantOfDisc;
    const double air_mass = std::min(kMaxAirMass, absolute_air_mass(kasten_1966_air_mass(zenith_deg), pressure_pa));
    const double clearness = clearness_frac(ghi_w_per_m2, zenith_deg, outside), cosine = cos_zenith(zenith_deg);
    const double dni = std::clamp(outside * disc_beam_frac(clearness, air_mass), 0.0, ghi_w_per_m2 / cosine);
    return {ghi_w_per_m2, dni, ghi_w_per_m2 - dni * cosine};
}

}  // namespace decawatt::profiles
