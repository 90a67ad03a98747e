// Range checks of the values of a file.
#pragma once

#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// Hourly energies in shorter steps and values out of range are faults; optional columns (raw_weather.hpp) with such
// values are omitted, with a note. Values slightly out of range (humidity to 1.1, pyranometer offsets to -5 W/m2) are
// clipped and counted.
void check_ranges(RawWeather& raw, WeatherFaults& faults);

}  // namespace decawatt::io
