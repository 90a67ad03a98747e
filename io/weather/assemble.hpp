// From the rows of a file to one regular year: order and gaps of time, ranges, derived quantities, filled gaps. What
// was done is told in notes.
#pragma once

#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// Throws base::InputError.
WeatherReading assemble(RawWeather raw, const WeatherRequest& request, WeatherFaults& faults);

}  // namespace decawatt::io
