// Time labels of EnergyPlus weather: which interval a row is of.
#pragma once

#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// How rows are labelled. By the data dictionary hours run from 1 to 24 and minutes to 60, both the end of an interval.
// Other writers count hours from 0, as starts; or minutes from 0, where the rows of hour 1 are those of 0:00 to 1:00
// all the same: EnergyPlus takes the rows of an hour in their order. Hours from 0 with minutes that do not begin with 0
// are times of day, 0:30, 1:00, ..., at the end of each interval.
struct EpwLabels {
    int step_s;
    bool hours_from_zero = false, minutes_from_zero = false;
};

// From the fields of the first row; `raw` has the step. Other labels than those of the data dictionary are noted.
EpwLabels find_epw_labels(const Fields& first, RawWeather& raw);

// The start of a row's interval on the file's clock. A fault and none where year, month, day, hour or minute cannot be.
std::optional<std::int64_t> epw_row_start(const Fields& fields, int line, const EpwLabels& labels,
                                          WeatherFaults& faults);

}  // namespace decawatt::io
