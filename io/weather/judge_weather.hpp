// What can be said of a weather year whose values are each within their range.
#pragma once

#include <string>
#include <vector>

#include "io/weather/weather_text.hpp"
#include "profiles/weather/location.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::io {

// Limits, closure and sunshine of the irradiance of one site of a common file. Returns the questions that it leaves.
std::vector<std::string> judge_irradiance(const profiles::WeatherYear& weather, const profiles::Location& place,
                                          WeatherFaults& faults);

// Notes on values that may stand for missing ones or another unit: a temperature or wind that does not change for days,
// a mean wind that no inhabited place has.
void note_unusual(const profiles::WeatherYear& weather, std::vector<std::string>& notes);

}  // namespace decawatt::io
