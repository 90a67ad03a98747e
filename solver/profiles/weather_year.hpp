// One year of hourly weather at every site of a study.
#pragma once

#include "base/series.hpp"
#include "base/time_axis.hpp"

namespace decawatt::profiles {

struct WeatherYear {  // every series is time × site; values are means over the hour
    base::TimeAxis axis;
    base::Series temperature_deg_c;
    base::Series relative_humidity_frac;  // 0..1
    base::Series wind_10m_m_per_s, wind_100m_m_per_s;
    base::Series ghi_w_per_m2, dni_w_per_m2, dhi_w_per_m2;
    base::Series pressure_pa;
};

}  // namespace decawatt::profiles
