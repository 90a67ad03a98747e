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

}  // namespace decawatt::profiles
