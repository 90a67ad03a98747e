// A year of weather from a file, laid on the hours of a study's year.
#pragma once

#include <string>
#include <vector>

#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

struct LaidYear {
    WeatherYear weather;             // on the target axis
    std::vector<std::string> notes;  // what was repeated, dropped, shifted or averaged
};

// Every interval of `target` takes the interval of the same month, day and time of `weather`, both in UTC, so that the
// sun of its day and hour stays. Where the year of the file begins at another hour than the target's, hours of its
// other end are taken (a cyclic shift, noted).
//
// 29 February repeats 28 February where the file has none, and is dropped where the target has none. Shorter steps are
// averaged, directions as unit vectors; irradiance at instants stays so, at the mean of the instants averaged.
//
// `weather` covers 365 or 366 days from any hour; `target` a year at most, with a step that is a multiple of the
// file's; both start on multiples of the file's step. base::LogicError otherwise.
LaidYear lay_on_year(const WeatherYear& weather, const base::TimeAxis& target);

}  // namespace decawatt::profiles
