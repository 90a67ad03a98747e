// Places the rows of a file on a regular time axis.
#pragma once

#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// Rows on a regular axis, one per step; missing rows become rows of missing values (with the line of the previous row).
// A typical year with months of several years, or a leap year without 29 February, is placed on one calendar year.
// Faults: repeated or decreasing times, two years in one month, gaps longer than requested, a wrong number of rows.
void make_regular(RawWeather& raw, const WeatherRequest& request, WeatherFaults& faults);

}  // namespace decawatt::io
