// Parsing of numbers and dates, and hints for messages about fields that are not.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time_axis.hpp"

namespace decawatt::io {

// The whole text as a number, independent of the locale: digits with a point and an exponent. None for anything else,
// including infinities and NaN.
std::optional<double> parsed_number(std::string_view text);

// The whole text as a whole number: 2030, and 2030.0 or 2.03e3, as written by pandas and spreadsheets. None for
// anything else, and outside the range of int.
std::optional<int> parsed_integer(std::string_view text);

// The correct form of a text that is not a number: "a decimal point: 0.5"; empty if unknown.
std::string number_hint(std::string_view text);

// The same for dates (docs/study_format.md has their three forms).
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
