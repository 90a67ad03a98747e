#include "profiles/photovoltaics/snow_cover.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::profiles {

double SnowCover::step(const Weather& weather, double sin_tilt, double step_h) {
    constexpr double kCoveringMPerH = 0.01, kLeastDepthM = 0.01;
    constexpr double kWarmthWPerM2K = -80.0, kSlidePerH = 0.197;
    if (weather.depth_m < kLeastDepthM)
        covered_frac_ = 0.0;
    else if (weather.snowfall_m > kCoveringMPerH * step_h)
        covered_frac_ = 1.0;
    else if (weather.air_deg_c > weather.plane_w_per_m2 / kWarmthWPerM2K)
        covered_frac_ = std::max(0.0, covered_frac_ - kSlidePerH * sin_tilt * step_h);
    return covered_frac_;
}

double snow_loss_frac(double covered_frac, int strings) {
    return std::ceil(covered_frac * strings) / strings;
}

}  // namespace decawatt::profiles
