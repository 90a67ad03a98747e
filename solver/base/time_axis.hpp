// Time as an integer index on a UTC axis, and the calendar dates behind it.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/step_lengths.hpp"

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

// An axis of intervals of one length, or of stated lengths; a label is the start of its interval, a value the mean over
// it. The energy of a series is Σ value × step_h(t), or mean_step_h() × Σ step_weight(t) × value; where all steps have
// one length, the weights are exactly 1.
struct TimeAxis {
    UtcSeconds start_utc_s = 0;
    std::int32_t step_s = kSecondsPerHour;  // of a regular axis; 0 where lengths are stated
    std::int64_t count = 0;
    StepLengths lengths = {};  // empty: a regular axis

    bool is_regular() const { return lengths.empty(); }
    double step_h() const {  // of a regular axis: throws base::LogicError for another
        if (!is_regular()) refuse_one_length();
        return static_cast<double>(step_s) / kSecondsPerHour;
    }
    double step_h(std::size_t t) const { return is_regular() ? step_h() : lengths.length_s(t) / kSecondsPerHour; }
    double mean_step_h() const { return is_regular() ? step_h() : lengths.mean_s() / kSecondsPerHour; }
    double step_weight(std::size_t t) const { return is_regular() ? 1.0 : lengths.length_s(t) / lengths.mean_s(); }
    // From the middle of the step before to the middle of this one; before the first comes the last.
    double between_middles_h(std::size_t t) const;
    UtcSeconds instant(std::int64_t t) const {
        return start_utc_s + (is_regular() ? t * step_s : lengths.start_s(static_cast<std::size_t>(t)));
    }
    UtcSeconds end() const { return instant(count); }
    [[noreturn]] static void refuse_one_length();
};

// Σ step_weight(t) × value: times mean_step_h() the energy of a power.
double weighted_sum(const TimeAxis& axis, std::span<const double> values);

// The calendar year at the given offset: 8,784 hours in leap years.
TimeAxis year_axis(int year, int utc_offset_s, int step_s);

}  // namespace decawatt::base
