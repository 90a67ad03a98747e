#include "io/weather/cf_time.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/ascii.hpp"
#include "io/weather/cf_reference.hpp"
#include "io/weather/weather_text.hpp"

namespace decawatt::io {

namespace {
constexpr std::int64_t kSecondsPerDay = 24 * base::kSecondsPerHour;
constexpr const char* kExpectedUnits =
    "days, hours, minutes or seconds since a date, as in \"hours since 1900-01-01 00:00:00\"; months and years have no "
    "fixed length";
constexpr const char* kExpectedCalendars =
    "standard, gregorian, proleptic_gregorian, julian, noleap (365_day) or all_leap (366_day)";

enum class Calendar { gregorian, julian, noleap, all_leap };

std::optional<Calendar> calendar_of(const std::string& name) {
    const std::string plain = base::lower(name);
    if (plain.empty() || plain == "standard" || plain == "gregorian" || plain == "proleptic_gregorian")
        return Calendar::gregorian;
    if (plain == "julian") return Calendar::julian;
    if (plain == "noleap" || plain == "no_leap" || plain == "365_day") return Calendar::noleap;
    if (plain == "all_leap" || plain == "366_day") return Calendar::all_leap;
    return std::nullopt;
}

// Days from 1970-01-01 (Gregorian) to a date of the Julian calendar. Meeus, "Astronomical Algorithms", 2nd edition,
// chapter 7: the Julian day at noon is 365.25 (year + 4716) and 30.6001 (month + 1), each cut to whole days, plus the
// day less 1524.5, with January and February counted as months 13 and 14 of the year before.
std::int64_t julian_day(const CfDate& date) {
    constexpr std::int64_t kJulianDayOf1970 = 2440588;  // at noon of 1970-01-01
    const int year = date.month > 2 ? date.year : date.year - 1, month = date.month > 2 ? date.month : date.month + 12;
    return static_cast<std::int64_t>(std::floor(365.25 * (year + 4716))) +
           static_cast<std::int64_t>(std::floor(30.6001 * (month + 1))) + date.day - 1524 - kJulianDayOf1970;
}

int days_in(Calendar calendar, int year, int month) {
    if (month != 2) return base::days_of_month(2001, month);
    const bool leap = calendar == Calendar::all_leap || (calendar == Calendar::julian && year % 4 == 0) ||
                      (calendar == Calendar::gregorian && base::is_leap_year(year));
    return leap ? 29 : 28;
}

bool exists(Calendar calendar, const CfDate& date) {
    return date.year >= 1 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_in(calendar, date.year, date.month);
}

// Calendars with years of equal length: days from 1 January of the year 0, and the inverse.
std::int64_t even_day(Calendar calendar, const CfDate& date) {
    std::int64_t day = (calendar == Calendar::noleap ? 365LL : 366LL) * date.year + date.day - 1;
    for (int month = 1; month < date.month; ++month) day += days_in(calendar, date.year, month);
    return day;
}

CfDate even_date(Calendar calendar, std::int64_t day) {
    const std::int64_t length = calendar == Calendar::noleap ? 365 : 366;
    const std::int64_t year = (day >= 0 ? day : day - length + 1) / length;
    CfDate date{static_cast<int>(year), 1, static_cast<int>(day - year * length) + 1};
    while (date.day > days_in(calendar, date.year, date.month)) date.day -= days_in(calendar, date.year, date.month++);
    return date;
}

std::string shown_date(const CfDate& date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

class Decoder {
  public:
    Decoder(const CfReference& reference, Calendar calendar) : reference_(reference), calendar_(calendar) {}

    // Whole seconds since the start of the reference date; a problem if it is not a whole second.
    std::optional<base::UtcSeconds> instant(double number, TimeProblem& problem) const {
        constexpr double kMostS = 1e12, kWholeS = 0.01;
        const double second = number * reference_.unit_s + reference_.second;
        if (!(std::abs(second) < kMostS)) {
            problem = {std::isnan(number) ? "a time without a value" : fmt::format("{:g}", number), "a time"};
            return std::nullopt;
        }
        if (std::abs(second - std::round(second)) > kWholeS) {
            problem = {fmt::format("{} = {:.3f} s after the date", number, second), "whole seconds"};
            return std::nullopt;
        }
        return on_calendar(std::llround(second), problem);
    }

  private:
    std::optional<base::UtcSeconds> on_calendar(std::int64_t second, TimeProblem& problem) const {
        if (calendar_ == Calendar::gregorian || calendar_ == Calendar::julian)
            return within(first_day() * kSecondsPerDay + second, problem);
        const std::int64_t past = ((second % kSecondsPerDay) + kSecondsPerDay) % kSecondsPerDay;
        const CfDate date =
            even_date(calendar_, even_day(calendar_, reference_.date) + (second - past) / kSecondsPerDay);
        if (!exists(Calendar::gregorian, date)) {
            problem = {shown_date(date) + ", a date of the calendar with a leap day in every year",
                       "dates that the Gregorian calendar has"};
            return std::nullopt;
        }
        return within(base::utc_of_date(date.year, date.month, date.day, 0) + past, problem);
    }

    std::int64_t first_day() const {
        const CfDate& date = reference_.date;
        return calendar_ == Calendar::julian ? julian_day(date)
                                             : base::utc_of_date(date.year, date.month, date.day, 0) / kSecondsPerDay;
    }

    static std::optional<base::UtcSeconds> within(base::UtcSeconds instant, TimeProblem& problem) {
        static const base::UtcSeconds reform = base::utc_of_date(1582, 10, 15, 0),
                                      end = base::utc_of_date(10000, 1, 1, 0);
        if (instant >= reform && instant < end) return instant;
        problem = {instant < reform ? "a date before 1582-10-15" : "a date after the year 9999",
                   "dates of the Gregorian calendar, which begins on 1582-10-15"};
        return std::nullopt;
    }

    CfReference reference_;
    Calendar calendar_;
};

// Before the reform the standard calendar is Julian and the proleptic one Gregorian: the same date denotes different
// days.
bool is_ambiguous(const CfDate& date, Calendar calendar, const std::string& name) {
    const bool before =
        date.year < 1582 || (date.year == 1582 && (date.month < 10 || (date.month == 10 && date.day < 15)));
    return before && calendar == Calendar::gregorian && base::lower(name) != "proleptic_gregorian";
}
}  // namespace

DecodedTimes decode_times(std::span<const double> numbers, const std::string& units, const std::string& calendar,
                          int shift_s) {
    DecodedTimes times;
    const auto stop = [&](std::string found, std::string expected) {
        times.problem = TimeProblem{std::move(found), std::move(expected)};
        return times;
    };
    const auto kind = calendar_of(calendar);
    if (!kind)
        return stop(fmt::format("calendar = \"{}\"", shown(calendar)),
                    base::lower(calendar) == "360_day"
                        ? fmt::format("one whose dates exist (360_day has a 30 February): {}", kExpectedCalendars)
                        : std::string(kExpectedCalendars));
    auto reference = reference_of(units);
    if (!reference)
        return stop(units.empty() ? "no units" : fmt::format("units = \"{}\"", shown(units)), kExpectedUnits);
    if (!exists(*kind, reference->date))
        return stop(fmt::format("units = \"{}\"", shown(units)), "a date that the calendar has");
    if (is_ambiguous(reference->date, *kind, calendar))
        return stop(fmt::format("units = \"{}\"", shown(units)),
                    "times since 1582-10-15 or later, or calendar = \"proleptic_gregorian\"");
    reference->second += shift_s;
    const Decoder decoder(*reference, *kind);
    TimeProblem problem;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        const auto instant = decoder.instant(numbers[i], problem);
        if (!instant) return stop(fmt::format("{} at place {}", problem.found, i + 1), problem.expected);
        times.instants.push_back(*instant);
    }
    if (*kind != Calendar::gregorian)
        times.notes.push_back(fmt::format("times are those of the calendar {}, {}", base::lower(calendar),
                                          *kind == Calendar::julian ? "converted to the Gregorian calendar by day"
                                                                    : "taken as the same dates of the Gregorian "
                                                                      "calendar"));
    return times;
}

}  // namespace decawatt::io
