// Source of weather for profiles: the generator, or files.
#pragma once

#include <functional>

#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// Weather of the study's weather year `index` (index into study.weather.years) at every site, on `axis`, a whole
// calendar year of the horizon in steps of an hour or less, or in longer steps of at most an hour where the source has
// no shorter ones: the generator always makes hours. Must be thread-safe.
using WeatherSource = std::function<WeatherYear(std::size_t index, const base::TimeAxis& axis)>;

}  // namespace decawatt::profiles
