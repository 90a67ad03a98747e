// Numbers and dates as text: what a field that is none may have been meant as, for messages.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time_axis.hpp"

namespace decawatt::io {

// The whole text as a number, without regard to the locale: digits with a point and an exponent. None for anything
// else, infinities and NaN among it.
std::optional<double> parsed_number(std::string_view text);

// The whole text as a whole number: 2030, and 2030.0 or 2.03e3, as tables of pandas and spreadsheets have it. None for
// anything else, and beyond the range of int.
std::optional<int> parsed_integer(std::string_view text);

// How to write the number that `text` is not: "a decimal point: 0.5"; empty where nothing is known of it.
std::string number_hint(std::string_view text);

// The same of dates (docs/study_format.md has their three forms).
std::string date_hint(std::string_view text);

// An instant of ISO 8601: a date with a time of day after T or a blank, or the date alone for its first instant;
// seconds and fractions of zero are optional; Z, an offset from UTC (+09:00, +0900, +09), or nothing for UTC itself.
struct UtcTime {
    base::UtcSeconds instant;
    bool is_converted;  // from an offset other than zero
};
std::optional<UtcTime> parsed_utc_time(std::string_view text);
inline constexpr const char* kUtcTimeForms =
    "2029-01-01T00:00:00Z, 2029-01-01 00:00:00 (UTC), or with an offset, 2029-01-01T09:00:00+09:00";

}  // namespace decawatt::io
