// Profiles in weather that comes from anywhere: the generator, or files that the caller has read.
#pragma once

#include <functional>

#include "profiles/profiles.hpp"

namespace decawatt::profiles {

// The weather of the study's weather year `index` (a place in study.weather.years) at every site, on the hours of
// `axis`, a whole calendar year. Called from several threads at once.
using WeatherSource = std::function<WeatherYear(std::size_t index, const base::TimeAxis& axis)>;

// The study must outlive it.
WeatherSource generated_weather(const model::Study& study);

// As make_profiles(study, progress), which takes its weather from the generator. Sites and weather years must be those
// of the study.
Profiles make_profiles(const model::Study& study, const WeatherSource& weather, const base::Progress& progress);

}  // namespace decawatt::profiles
