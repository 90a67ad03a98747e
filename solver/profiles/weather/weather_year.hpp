// One year of weather at every site of a study, or at the place of a weather file.
#pragma once

#include <optional>
#include <vector>

#include "base/series.hpp"
#include "base/time_axis.hpp"

namespace decawatt::profiles {

// Wind at one height above the ground, time × site.
struct WindLevel {
    double height_m = 10.0;
    base::Series speed_m_per_s;
    base::Series direction_deg;  // from which the wind blows, clockwise from north; empty if unknown
};

struct WeatherYear {  // every series is time × site, means over the interval; never NaN, which std::max could hide
    base::TimeAxis axis;
    base::Series temperature_deg_c;
    base::Series relative_humidity_frac;  // 0..1
    base::Series ghi_w_per_m2, dni_w_per_m2, dhi_w_per_m2;
    base::Series pressure_pa;
    std::vector<WindLevel> wind;  // at least one height, in ascending order
    base::Series albedo_frac;     // of the ground; empty if unknown
    base::Series snow_depth_m;    // on the ground; empty if unknown

    // Satellite products give instantaneous irradiance, this long after the start of each interval. None: means over
    // the interval.
    std::optional<int> sun_offset_s;

    // The level with the nearest height (the lower of two at equal distance).
    const WindLevel& wind_near(double height_m) const;
};

}  // namespace decawatt::profiles
