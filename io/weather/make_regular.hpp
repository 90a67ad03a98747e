// The rows of a file on a regular axis of time.
#pragma once

#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// Rows on a regular axis, one per step; missing rows become rows of missing values (line of the row before). A typical
// year spliced of months of several years, or a leap year without 29 February, is laid on one calendar year. Faults:
// time that stands still or runs back, two years in one month, gaps longer than requested, a wrong count.
void make_regular(RawWeather& raw, const WeatherRequest& request, WeatherFaults& faults);

}  // namespace decawatt::io
