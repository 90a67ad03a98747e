#include "profiles/sun/clear_sky.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace decawatt::profiles {

namespace {
double cos_zenith(double zenith_deg) {
    return std::max(0.0, std::cos(zenith_deg * std::numbers::pi / 180.0));
}
}  // namespace

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

}  // namespace decawatt::profiles
