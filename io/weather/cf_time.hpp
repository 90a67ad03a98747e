// Times of netCDF files: "hours since 1900-01-01 00:00:00.0" and a calendar. NetCDF Climate and Forecast (CF) Metadata
// Conventions 1.11, sections 4.4 (time coordinate) and 4.4.1 (calendar).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time_axis.hpp"

namespace decawatt::io {

struct TimeProblem {
    std::string found, expected;
};

struct DecodedTimes {
    std::vector<base::UtcSeconds> instants;  // one per number, unless there is a problem
    std::vector<std::string> notes;
    std::optional<TimeProblem> problem;
};

// Converts numbers in these units and this calendar ("": standard) to instants. Dates of calendars without leap days,
// or with a leap day in every year, become the same dates of the Gregorian calendar; dates of the Julian calendar
// become the same day, which is 13 dates later at present. Problems: unknown units or calendars, a number that is
// missing or not a whole second, dates before 15 October 1582 (the Gregorian reform) or that do not exist in the
// Gregorian calendar. Every time is shifted by `shift_s` within its own calendar: an hour before 1 March without leap
// days is on 28 February.
DecodedTimes decode_times(std::span<const double> numbers, const std::string& units, const std::string& calendar,
                          int shift_s = 0);

}  // namespace decawatt::io
