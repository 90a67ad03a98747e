// One year of weather at every site of a study, or at the one place of a weather file.
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
    base::Series direction_deg;  // from where it blows, clockwise from north; empty where it is unknown
};

struct WeatherYear {  // every series is time × site, means over the interval; none is NaN, which std::max would hide
    base::TimeAxis axis;
    base::Series temperature_deg_c;
    base::Series relative_humidity_frac;  // 0..1
    base::Series ghi_w_per_m2, dni_w_per_m2, dhi_w_per_m2;
    base::Series pressure_pa;
    std::vector<WindLevel> wind;  // one height at least, rising
    base::Series albedo_frac;     // of the ground; empty where it is unknown
    base::Series snow_depth_m;    // on the ground; empty where it is unknown

    // Satellite products give irradiance at an instant, this long after the start of each interval. None: means over
    // the interval, as everywhere else.
    std::optional<int> sun_offset_s;

    // The level whose height is nearest (the lower of two as near).
    const WindLevel& wind_near(double height_m) const;
};

}  // namespace decawatt::profiles
