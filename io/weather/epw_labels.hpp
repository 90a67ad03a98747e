// Time labels of EnergyPlus weather files: the interval of a row.
#pragma once

#include "io/weather/raw_weather.hpp"

namespace decawatt::io {

// Convention of labels. In the data dictionary hours are 1 to 24 and minutes up to 60, both at the end of an interval.
// Some writers count hours from 0, as starts; or minutes from 0, where the rows of hour 1 are still those of 0:00 to
// 1:00, because EnergyPlus takes the rows of an hour in order. Hours from 0 with minutes that do not begin with 0 are
// times of day, 0:30, 1:00, ..., at the end of each interval.
struct EpwLabels {
    int step_s;
    bool hours_from_zero = false, minutes_from_zero = false;
};

// Determines the convention from the first row; `raw` has the step. Labels that differ from the data dictionary are
// noted.
EpwLabels find_epw_labels(const Fields& first, RawWeather& raw);

// The start of a row's interval on the file's clock. A fault, and none, if year, month, day, hour or minute is invalid.
std::optional<std::int64_t> epw_row_start(const Fields& fields, int line, const EpwLabels& labels,
                                          WeatherFaults& faults);

}  // namespace decawatt::io
