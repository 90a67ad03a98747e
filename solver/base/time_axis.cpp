#include "base/time_axis.hpp"

#include <fmt/format.h>
#include <chrono>

#include "base/error.hpp"

namespace decawatt::base {

namespace {
using namespace std::chrono;

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;  // also rejects a sign: -000 is not a year
        value = 10 * value + (c - '0');
    }
    return value;
}
}  // namespace

UtcSeconds utc_of_date(int year, int month, int day, int utc_offset_s) {
    const sys_days date = std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                          std::chrono::day{static_cast<unsigned>(day)};
    return duration_cast<seconds>(date.time_since_epoch()).count() - utc_offset_s;
}

CivilTime civil_time(UtcSeconds instant, int utc_offset_s) {
    const sys_seconds local{seconds{instant + utc_offset_s}};
    const sys_days date = floor<days>(local);
    const year_month_day ymd{date};
    const hh_mm_ss clock{local - date};
    const auto first_day = sys_days{ymd.year() / January / 1};
    return {.year = static_cast<int>(ymd.year()),
            .month = static_cast<int>(static_cast<unsigned>(ymd.month())),
            .day = static_cast<int>(static_cast<unsigned>(ymd.day())),
            .hour = static_cast<int>(clock.hours().count()),
            .minute = static_cast<int>(clock.minutes().count()),
            .second = static_cast<int>(clock.seconds().count()),
            .weekday = static_cast<int>(weekday{date}.iso_encoding()) - 1,
            .day_of_year = static_cast<int>((date - first_day).count()) + 1};
}

bool is_leap_year(int year) {
    return std::chrono::year{year}.is_leap();
}

int days_of_month(int year, int month) {
    const year_month_day_last last{std::chrono::year{year} / std::chrono::month{static_cast<unsigned>(month)} /
                                   std::chrono::last};
    return static_cast<int>(static_cast<unsigned>(last.day()));
}

std::optional<UtcSeconds> parse_date(std::string_view text, int utc_offset_s) {
    constexpr std::size_t kYear = 4, kMonth = 7, kDay = 10;  // lengths of the three forms
    if (text.size() != kYear && text.size() != kMonth && text.size() != kDay) return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = text.size() >= kMonth && text[4] == '-' ? digits(text.substr(5, 2)) : std::optional(1);
    const auto day = text.size() >= kDay && text[7] == '-' ? digits(text.substr(8, 2)) : std::optional(1);
    if (!year || !month || !day || (text.size() >= kMonth && text[4] != '-') || (text.size() == kDay && text[7] != '-'))
        return std::nullopt;
    if (*month < 1 || *month > kMonthsPerYear || *day < 1 || *day > days_of_month(*year, *month)) return std::nullopt;
    return utc_of_date(*year, *month, *day, utc_offset_s);
}

std::string format_utc(UtcSeconds instant) {
    const CivilTime c = civil_time(instant, 0);
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

std::string format_date(UtcSeconds instant, int utc_offset_s) {
    const CivilTime c = civil_time(instant, utc_offset_s);
    return fmt::format("{:04}-{:02}-{:02}", c.year, c.month, c.day);
}

void TimeAxis::refuse_one_length() {
    throw LogicError("the steps of an axis have one length");
}

double TimeAxis::between_middles_h(std::size_t t) const {
    if (is_regular()) return step_h();
    const std::size_t before = t > 0 ? t - 1 : lengths.count() - 1;
    return 0.5 * (step_h(before) + step_h(t));
}

double weighted_sum(const TimeAxis& axis, std::span<const double> values) {
    double sum = 0.0;
    for (std::size_t t = 0; t < values.size(); ++t) sum += axis.step_weight(t) * values[t];
    return sum;
}

TimeAxis year_axis(int year, int utc_offset_s, int step_s) {
    const UtcSeconds start = utc_of_date(year, 1, 1, utc_offset_s);
    const UtcSeconds end = utc_of_date(year + 1, 1, 1, utc_offset_s);
    return {.start_utc_s = start, .step_s = step_s, .count = (end - start) / step_s};
}

}  // namespace decawatt::base
