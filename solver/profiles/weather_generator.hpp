// Synthetic weather from monthly climate statistics.
#pragma once

#include "model/study.hpp"
#include "profiles/weather_year.hpp"

namespace decawatt::profiles {

// Weather year `weather_year` (any integer >= 1) at every site, laid on the calendar of `axis`. The same (seed, weather_year) gives
// the same anomalies on any calendar year, so that a plan sees one weather year in all its years.
WeatherYear generate_weather(const model::Sites& sites, std::uint32_t seed, int weather_year, const base::TimeAxis& axis,
                             int utc_offset_s);

}  // namespace decawatt::profiles
