// Plausibility checks of a weather year whose values are within their ranges.
#pragma once

#include <string>
#include <vector>

#include "io/weather/weather_text.hpp"
#include "profiles/weather/location.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::io {

// Checks limits, closure and level of the irradiance of one site of a common file. Returns remaining doubts.
std::vector<std::string> judge_irradiance(const profiles::WeatherYear& weather, const profiles::Location& place,
                                          WeatherFaults& faults);

// Notes on values that may denote missing ones or another unit: temperature or wind that is constant for days, an
// implausible mean wind speed.
void note_unusual(const profiles::WeatherYear& weather, std::vector<std::string>& notes);

}  // namespace decawatt::io
