// Source of weather for profiles: the generator, or files.
#pragma once

#include <functional>

#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// Weather of the study's weather year `index` (index into study.weather.years) at every site, on the hours of `axis`, a
// whole calendar year of the horizon. Must be thread-safe.
using WeatherSource = std::function<WeatherYear(std::size_t index, const base::TimeAxis& axis)>;

}  // namespace decawatt::profiles
