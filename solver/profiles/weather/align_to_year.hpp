// Mapping of a year of weather from a file to the hours of a study's year.
#pragma once

#include <string>
#include <vector>

#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

struct AlignedYear {
    WeatherYear weather;             // on the target axis
    std::vector<std::string> notes;  // report of intervals repeated, dropped, shifted or averaged
};

// Every interval of `target` takes the interval of the same month, day and time of `weather`, both in UTC, so that
// weather and sun position stay consistent. If the file's year begins at another hour than the target's, hours from its
// other end are used (a cyclic shift, reported in the notes).
//
// 29 February repeats 28 February if the file has none, and is dropped if the target has none. Shorter steps are
// averaged, directions as unit vectors; instantaneous irradiance is then that at the mean of the averaged instants.
//
// `weather` must cover 365 or 366 days from any hour; `target` at most a year, with a step that is a multiple of the
// file's; both must start on multiples of the file's step. Throws base::LogicError otherwise.
AlignedYear align_to_year(const WeatherYear& weather, const base::TimeAxis& target);

}  // namespace decawatt::profiles
