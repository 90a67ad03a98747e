// Values of a file within what they can be.
#pragma once

#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// Energies of an hour in shorter steps and values outside of what they can be are faults; of optional columns
// (raw_weather.hpp) they leave out the column, with a note. Those a hair outside (humidity to 1.1, a pyranometer's zero
// to -5 W/m2) are drawn to the limit and counted.
void check_ranges(RawWeather& raw, WeatherFaults& faults);

}  // namespace decawatt::io
