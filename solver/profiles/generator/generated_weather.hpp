// The weather of a study from the generator.
#pragma once

#include "model/study.hpp"
#include "profiles/weather/weather_source.hpp"

namespace decawatt::profiles {

// Scores of every weather year and generators of every calendar year of the horizon are made here, once, on all
// threads; the source only joins them. The study must outlive it. Throws base::InputError where the climate contradicts
// itself.
WeatherSource generated_weather(const model::Study& study);

}  // namespace decawatt::profiles
