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
    std::vector<base::UtcSeconds> instants;  // one per number, where there is no problem
    std::vector<std::string> notes;
    std::optional<TimeProblem> problem;
};

// The instants that numbers in these units and this calendar ("": standard) stand for. A date of the calendar without
// leap days or of the one with a leap day in every year becomes the same date of ours; a date of the Julian calendar
// becomes the same day, 13 dates later in our time. Problems: units or calendars that are not known, a number that is
// missing or no whole second, dates before 15 October 1582 (the Gregorian reform) or that our calendar does not have.
// Every time is moved by `shift_s` within its own calendar: an hour before 1 March without leap days is in 28 February.
DecodedTimes decode_times(std::span<const double> numbers, const std::string& units, const std::string& calendar,
                          int shift_s = 0);

}  // namespace decawatt::io
