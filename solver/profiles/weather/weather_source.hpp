// Where profiles take their weather from: the generator, or files that somebody has read.
#pragma once

#include <functional>

#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// The weather of the study's weather year `index` (a place in study.weather.years) at every site, on the hours of
// `axis`, a whole calendar year of the horizon. Called from several threads at once.
using WeatherSource = std::function<WeatherYear(std::size_t index, const base::TimeAxis& axis)>;

}  // namespace decawatt::profiles
