// Assembles the rows of a file to one regular year: time order and gaps, ranges, derived quantities, filled gaps.
// Changes are reported in notes.
#pragma once

#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// Throws base::InputError.
WeatherReading assemble(RawWeather raw, const WeatherRequest& request, WeatherFaults& faults);

}  // namespace decawatt::io
