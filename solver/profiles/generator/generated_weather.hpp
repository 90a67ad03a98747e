// Weather of a study from the generator.
#pragma once

#include "model/study.hpp"
#include "profiles/weather/weather_source.hpp"

namespace decawatt::profiles {

// Computes the scores of every weather year and the generators of every calendar year of the horizon once, on all
// threads; the returned source combines them. The study must outlive it. Throws base::InputError if the climate is
// inconsistent.
WeatherSource generated_weather(const model::Study& study);

}  // namespace decawatt::profiles
