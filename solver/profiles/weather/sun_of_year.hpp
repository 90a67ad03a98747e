// The sun over a year as its irradiance means it, and whether global, direct and diffuse agree with it.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/time_axis.hpp"
#include "profiles/weather/location.hpp"

namespace decawatt::profiles {

// One value per interval: at the instant of `sun_offset_s` after its start or, where there is none, at the middle of
// its part in which the sun is up.
struct SunOfYear {
    std::vector<double> cos_zenith;       // 0 where the sun is down
    std::vector<double> highest_cos;      // the highest of start, end and the above: for limits
    std::vector<double> normal_w_per_m2;  // outside the atmosphere, normal to the sun
    std::vector<double> clear_w_per_m2;   // global horizontal under a clear sky (Haurwitz)
};
SunOfYear sun_of_year(const base::TimeAxis& axis, const Location& place, std::optional<int> sun_offset_s);

// GHI - DNI cos Z - DHI over the intervals with the sun above 5 degrees and the three values known (not NaN).
struct Closure {
    double mean_w_per_m2 = 0.0, rms_w_per_m2 = 0.0;
    double mean_ghi_w_per_m2 = 0.0;  // of the same intervals
    std::size_t count = 0;           // of intervals; 0: nothing to compare
};
Closure closure_of(std::span<const double> ghi, std::span<const double> dni, std::span<const double> dhi,
                   std::span<const double> cos_zenith);

}  // namespace decawatt::profiles
