#include "io/weather/cf_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "base/ascii.hpp"
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

struct Date {
    int year, month, day;
};

struct Reference {
    double unit_s = 0.0;  // length of the unit
    Date date{};
    double second = 0.0;  // of the day, in UTC
};

double unit_seconds(const std::string& unit) {
    struct Known {
        double seconds;
        std::array<std::string_view, 5> names;
    };
    static constexpr std::array<Known, 7> kAll = {{{86400.0, {"days", "day", "d"}},
                                                   {3600.0, {"hours", "hour", "hrs", "hr", "h"}},
                                                   {60.0, {"minutes", "minute", "mins", "min"}},
                                                   {1.0, {"seconds", "second", "secs", "sec", "s"}},
                                                   {1e-3, {"milliseconds", "millisecond", "msecs", "msec", "ms"}},
                                                   {1e-6, {"microseconds", "microsecond"}},
                                                   {1e-9, {"nanoseconds", "nanosecond"}}}};
    for (const Known& known : kAll)
        if (!unit.empty() && std::ranges::find(known.names, unit) != known.names.end()) return known.seconds;
    return 0.0;
}

// What is left of the text of a reference date, read from its front.
class Cursor {
  public:
    explicit Cursor(std::string_view text) : rest_(text) {}
    bool at_end() const { return rest_.empty(); }
    bool take(char c) {
        if (rest_.empty() || rest_.front() != c) return false;
        rest_.remove_prefix(1);
        return true;
    }
    bool take_text(std::string_view text) {
        if (!rest_.starts_with(text)) return false;
        rest_.remove_prefix(text.size());
        return true;
    }
    void skip_blanks() {
        while (take(' ')) continue;
    }
    bool digit_next() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
    std::string_view digits() {
        const auto end = std::min(rest_.find_first_not_of("0123456789"), rest_.size());
        const std::string_view found = rest_.substr(0, end);
        rest_.remove_prefix(end);
        return found;
    }
    // A whole number of `most` digits at most.
    std::optional<int> whole(std::size_t most) {
        const std::string_view found = digits();
        int value = 0;
        if (found.empty() || found.size() > most) return std::nullopt;
        std::from_chars(found.data(), found.data() + found.size(), value);
        return value;
    }
    double fraction() {  // of a second, after its point
        double value = 0.0, place = 1.0;
        for (const char digit : digits()) place /= 10.0, value += place * (digit - '0');
        return value;
    }

  private:
    std::string_view rest_;
};

// "12", "12:30", "12:30:15.5", "12Z": seconds of the day.
std::optional<double> clock_of(Cursor& text) {
    const auto hour = text.whole(2);
    if (!hour || *hour > 24) return std::nullopt;
    double second = 3600.0 * *hour;
    for (const double weight : {60.0, 1.0}) {
        if (!text.take(':')) return second;
        const auto part = text.whole(2);
        if (!part || *part > 60) return std::nullopt;
        second += weight * *part;
    }
    if (text.take('.')) second += text.fraction();
    return second;
}

// "Z", "UTC", "GMT", "+00:00", "-0600", "+9": seconds east of UTC; 0 where there is none.
std::optional<double> zone_of(Cursor& text) {
    if (text.at_end() || text.take('z') || text.take_text("utc") || text.take_text("gmt")) return 0.0;
    const bool west = text.take('-');
    if (!west && !text.take('+')) return std::nullopt;
    const std::string_view digits = text.digits();
    if (digits.empty() || digits.size() > 4) return std::nullopt;
    int number = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), number);
    int minutes = digits.size() > 2 ? 60 * (number / 100) + number % 100 : 60 * number;
    if (digits.size() <= 2 && text.take(':')) {
        const auto part = text.whole(2);
        if (!part) return std::nullopt;
        minutes += *part;
    }
    return (west ? -60.0 : 60.0) * minutes;
}

std::optional<Reference> reference_of(const std::string& units) {
    const std::string plain = base::lower(units);
    const auto since = plain.find(" since ");
    if (since == std::string::npos) return std::nullopt;
    Cursor unit(plain);
    unit.skip_blanks();
    Reference reference;
    const std::size_t first = plain.find_first_not_of(' ');
    reference.unit_s = unit_seconds(plain.substr(first, plain.find_last_not_of(' ', since) + 1 - first));
    Cursor text(std::string_view(plain).substr(since + 7));
    text.skip_blanks();
    const auto year = text.whole(4);
    const bool first_dash = text.take('-');
    const auto month = text.whole(2);
    const bool second_dash = text.take('-');
    const auto day = text.whole(2);
    if (reference.unit_s == 0.0 || !year || !month || !day || !first_dash || !second_dash) return std::nullopt;
    reference.date = {*year, *month, *day};
    if (!text.take('t')) text.skip_blanks();
    if (text.digit_next()) {
        const auto second = clock_of(text);
        if (!second) return std::nullopt;
        reference.second = *second;
    }
    text.skip_blanks();
    const auto zone_s = zone_of(text);
    text.skip_blanks();
    if (!zone_s || !text.at_end()) return std::nullopt;
    reference.second -= *zone_s;
    return reference;
}

// Days from 1970-01-01 of our calendar to a date of the Julian one. Meeus, "Astronomical Algorithms", 2nd edition,
// chapter 7: the Julian day at noon is 365.25 (year + 4716) and 30.6001 (month + 1), each cut to whole days, plus the
// day less 1524.5, with January and February counted as months 13 and 14 of the year before.
std::int64_t julian_day(const Date& date) {
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

bool exists(Calendar calendar, const Date& date) {
    return date.year >= 1 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= days_in(calendar, date.year, date.month);
}

// Years of one length: days from 1 January of the year 0, and back.
std::int64_t even_day(Calendar calendar, const Date& date) {
    std::int64_t day = (calendar == Calendar::noleap ? 365LL : 366LL) * date.year + date.day - 1;
    for (int month = 1; month < date.month; ++month) day += days_in(calendar, date.year, month);
    return day;
}

Date even_date(Calendar calendar, std::int64_t day) {
    const std::int64_t length = calendar == Calendar::noleap ? 365 : 366;
    const std::int64_t year = (day >= 0 ? day : day - length + 1) / length;
    Date date{static_cast<int>(year), 1, static_cast<int>(day - year * length) + 1};
    while (date.day > days_in(calendar, date.year, date.month)) date.day -= days_in(calendar, date.year, date.month++);
    return date;
}

std::string shown_date(const Date& date) {
    return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

class Decoder {
  public:
    Decoder(const Reference& reference, Calendar calendar) : reference_(reference), calendar_(calendar) {}

    // Whole seconds since the start of the reference date; a problem where the number has none.
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
        const Date date = even_date(calendar_, even_day(calendar_, reference_.date) + (second - past) / kSecondsPerDay);
        if (!exists(Calendar::gregorian, date)) {
            problem = {shown_date(date) + ", a date of the calendar with a leap day in every year",
                       "dates that the Gregorian calendar has"};
            return std::nullopt;
        }
        return within(base::utc_of_date(date.year, date.month, date.day, 0) + past, problem);
    }

    std::int64_t first_day() const {
        const Date& date = reference_.date;
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

    Reference reference_;
    Calendar calendar_;
};

// Before the reform the standard calendar is the Julian one, the proleptic one is not: the same text, other days.
bool is_ambiguous(const Date& date, Calendar calendar, const std::string& name) {
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
                                          *kind == Calendar::julian ? "brought to the Gregorian one by the day"
                                                                    : "taken as the same dates of the Gregorian one"));
    return times;
}

}  // namespace decawatt::io
