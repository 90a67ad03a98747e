// Time as an integer index on a regular UTC axis, and the calendar dates behind it.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace decawatt::base {

using UtcSeconds = std::int64_t;  // seconds since 1970-01-01T00:00Z, no leap seconds
inline constexpr UtcSeconds kNever = std::numeric_limits<UtcSeconds>::max();
inline constexpr UtcSeconds kAlways = std::numeric_limits<UtcSeconds>::min();
inline constexpr int kSecondsPerHour = 3600;
inline constexpr int kHoursPerDay = 24;
inline constexpr int kMonthsPerYear = 12;

// A civil date and time of day at a fixed offset from UTC. weekday: 0 is Monday; day_of_year counts from 1.
struct CivilTime {
    int year, month, day, hour, minute, second, weekday, day_of_year;
};

UtcSeconds utc_of_date(int year, int month, int day, int utc_offset_s);
CivilTime civil_time(UtcSeconds instant, int utc_offset_s);
bool is_leap_year(int year);
int days_of_month(int year, int month);  // month counts from 1

// `2026`, `2026-03` or `2026-03-15`, read as the first instant of that year, month or day at the offset.
std::optional<UtcSeconds> parse_date(std::string_view text, int utc_offset_s);
std::string format_utc(UtcSeconds instant);                     // 2025-12-31T15:00:00Z
std::string format_date(UtcSeconds instant, int utc_offset_s);  // 2026-01-01

// A regular axis of intervals; a label is the start of its interval, a value the mean over it.
struct TimeAxis {
    UtcSeconds start_utc_s = 0;
    std::int32_t step_s = kSecondsPerHour;
    std::int64_t count = 0;

    double step_h() const { return static_cast<double>(step_s) / kSecondsPerHour; }
    UtcSeconds instant(std::int64_t t) const { return start_utc_s + t * step_s; }
    UtcSeconds end() const { return instant(count); }
};

// The calendar year at the given offset: 8,784 hours in leap years.
TimeAxis year_axis(int year, int utc_offset_s, int step_s);

}  // namespace decawatt::base
