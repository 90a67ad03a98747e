#include "io/weather/make_regular.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "io/weather/fill_gaps.hpp"

namespace decawatt::io {

namespace {
constexpr std::int64_t kSecondsPerDay = 24 * base::kSecondsPerHour;
constexpr std::array<const char*, base::kMonthsPerYear> kMonthNames = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

base::CivilTime date_of(const RawWeather& raw, std::size_t row) {
    return base::civil_time(raw.start_local_s[row], 0);
}

void keep_rows(RawWeather& raw, const std::vector<std::size_t>& rows) {
    const auto keep = [&](auto& values) {
        for (std::size_t k = 0; k < rows.size(); ++k) values[k] = values[rows[k]];
        values.resize(rows.size());
    };
    keep(raw.start_local_s);
    keep(raw.line);
    for (WeatherColumn& column : raw.columns) keep(column.values);
}

void choose_year(RawWeather& raw, int year, WeatherFaults& faults) {
    std::vector<std::size_t> rows;
    for (std::size_t t = 0; t < raw.rows(); ++t)
        if (date_of(raw, t).year == year) rows.push_back(t);
    if (rows.empty()) faults.stop("year", raw.line.front(), fmt::format("no row of {}", year), "the year requested");
    keep_rows(raw, rows);
}

// Whether the rows are in the order of time without other breaks than gaps.
bool is_one_stretch(const RawWeather& raw) {
    if (!std::ranges::is_sorted(raw.start_local_s)) return false;
    constexpr std::int64_t kLongestYearS = 367 * kSecondsPerDay;
    constexpr double kMostlyThere = 0.9;
    const std::int64_t span_s = raw.start_local_s.back() - raw.start_local_s.front() + raw.step_s;
    return span_s <= kLongestYearS ||
           static_cast<double>(raw.rows()) * raw.step_s > kMostlyThere * static_cast<double>(span_s);
}

struct LeapDays {
    bool has = false;      // there is a row of 29 February
    bool dropped = false;  // a leap year has rows of 28 February and 1 March, but none between
};
LeapDays leap_days(const RawWeather& raw) {
    LeapDays result;
    bool before = false, after = false;
    for (std::size_t t = 0; t < raw.rows(); ++t) {
        const auto date = date_of(raw, t);
        result.has = result.has || (date.month == 2 && date.day == 29);
        if (!base::is_leap_year(date.year)) continue;
        before = before || (date.month == 2 && date.day == 28);
        after = after || (date.month == 3 && date.day == 1);
    }
    result.dropped = before && after && !result.has;
    return result;
}

// The year of each month's middle row, months from 1; 0 without rows. Rows near the ends of a month may belong to the
// adjacent month.
std::array<int, base::kMonthsPerYear + 1> years_of_months(const RawWeather& raw) {
    std::array<std::vector<int>, base::kMonthsPerYear + 1> years;
    for (std::size_t t = 0; t < raw.rows(); ++t) {
        const auto date = date_of(raw, t);
        years[static_cast<std::size_t>(date.month)].push_back(date.year);
    }
    std::array<int, base::kMonthsPerYear + 1> result{};
    for (std::size_t m = 1; m < years.size(); ++m)
        if (!years[m].empty()) result[m] = years[m][years[m].size() / 2];
    return result;
}

// Months that are complete in UTC are not so in local time: their first or last hours are from the adjacent month, with
// its year (typical years of the NSRDB). Offsets from UTC are at most 14 h. February ends on the 28th: a typical year
// has no leap day, whatever the years of its months.
bool is_near_end_of_month(const RawWeather& raw, std::size_t row) {
    constexpr std::int64_t kFarthestClockS = 14 * base::kSecondsPerHour;
    const auto date = date_of(raw, row);
    const int day = std::min(date.day, base::days_of_month(kYearOfNone, date.month));
    const std::int64_t start = base::utc_of_date(kYearOfNone, date.month, day, 0) +
                               past_step_s(raw.start_local_s[row], static_cast<int>(kSecondsPerDay));
    return base::civil_time(start - kFarthestClockS, 0).month != date.month ||
           base::civil_time(start + kFarthestClockS, 0).month != date.month;
}

void note_typical_year(const std::array<int, base::kMonthsPerYear + 1>& year_of_month, int target, std::size_t others,
                       RawWeather& raw) {
    std::string months;
    for (std::size_t m = 1; m < year_of_month.size(); ++m)
        if (year_of_month[m] != 0)
            months += fmt::format("{}{} {}", months.empty() ? "" : ", ", kMonthNames[m - 1], year_of_month[m]);
    raw.notes.push_back(fmt::format("a typical year of {}, applied to {}", months, target));
    if (others > 0)
        raw.notes.push_back(
            fmt::format("{} rows at the ends of months name another year than their month: month, day "
                        "and time are taken",
                        others));
}

// Places all months on one year: that of the first row, or the last one before it with the same number of days.
void lay_on_one_year(RawWeather& raw, WeatherFaults& faults) {
    const auto year_of_month = years_of_months(raw);
    const int first_year = year_of_month[static_cast<std::size_t>(date_of(raw, 0).month)];
    int target = first_year;
    while (base::is_leap_year(target) != leap_days(raw).has) --target;
    bool spliced = false;
    std::size_t others = 0;
    for (std::size_t t = 0; t < raw.rows(); ++t) {
        const auto date = date_of(raw, t);
        const int year = year_of_month[static_cast<std::size_t>(date.month)];
        if (year != date.year && !is_near_end_of_month(raw, t))
            faults.add("year", raw.line[t], fmt::format("{}", date.year),
                       fmt::format("{}, as in the other rows of this month", year));
        if (year != date.year) ++others;
        spliced = spliced || year != first_year;
        raw.start_local_s[t] = base::utc_of_date(target, date.month, date.day, 0) +
                               past_step_s(raw.start_local_s[t], static_cast<int>(kSecondsPerDay));
    }
    if (spliced || others > 0)
        note_typical_year(year_of_month, target, others, raw);
    else if (target != first_year)
        raw.notes.push_back(
            fmt::format("29 February {} is missing: the hours are labelled as those of {}", first_year, target));
}

void check_order(const RawWeather& raw, WeatherFaults& faults) {
    for (std::size_t t = 1; t < raw.rows(); ++t) {
        const std::int64_t past = raw.start_local_s[t] - raw.start_local_s[t - 1];
        if (past <= 0)
            faults.add("time", raw.line[t], past == 0 ? "the time of the row before" : "a time before that row's",
                       "a later time than in the row before");
        else if (past % raw.step_s != 0)
            faults.add("time", raw.line[t], fmt::format("{} s after the row before", past),
                       fmt::format("a multiple of {} s", raw.step_s));
    }
    faults.throw_if_any();
}

// Inserts missing rows, up to the longest gap.
void insert_missing(RawWeather& raw, int longest_gap_h, WeatherFaults& faults) {
    RawWeather full = raw;
    full.start_local_s.clear();
    full.line.clear();
    for (WeatherColumn& column : full.columns) column.values.clear();
    const auto push = [&](std::int64_t start, std::size_t row, bool missing) {
        full.start_local_s.push_back(start);
        full.line.push_back(raw.line[row]);
        for (std::size_t c = 0; c < raw.columns.size(); ++c)
            full.columns[c].values.push_back(missing ? kMissing : raw.columns[c].values[row]);
    };
    std::size_t inserted = 0, first = 0;
    for (std::size_t t = 0; t < raw.rows(); ++t) {
        const std::int64_t expected = t == 0 ? raw.start_local_s[0] : raw.start_local_s[t - 1] + raw.step_s;
        const std::int64_t gap_s = raw.start_local_s[t] - expected;
        if (gap_s > static_cast<std::int64_t>(longest_gap_h) * base::kSecondsPerHour) {
            faults.add(
                "time", raw.line[t],
                fmt::format("{:g} h missing before this row", static_cast<double>(gap_s) / base::kSecondsPerHour),
                fmt::format("gaps of at most {} h", longest_gap_h));
            continue;
        }
        if (gap_s > 0 && inserted == 0) first = t;
        for (std::int64_t start = expected; start < raw.start_local_s[t]; start += raw.step_s, ++inserted)
            push(start, t - 1, true);
        push(raw.start_local_s[t], t, false);
    }
    faults.throw_if_any();
    if (inserted == 0) return;
    full.notes.push_back(fmt::format("{} rows are missing, the first before line {}", inserted, raw.line[first]));
    raw = std::move(full);
}

void check_span(RawWeather& raw, bool whole_year, WeatherFaults& faults) {
    const std::int64_t start = raw.start_local_s.front(), end = raw.start_local_s.back() + raw.step_s;
    const auto found =
        fmt::format("{:g} h from {} to {}", static_cast<double>(end - start) / base::kSecondsPerHour,
                    base::format_utc(start - raw.place.utc_offset_s), base::format_utc(end - raw.place.utc_offset_s));
    if (!whole_year && end - start < kSecondsPerDay) faults.stop("rows", raw.line.back(), found, "at least a day");
    const auto first = date_of(raw, 0);
    const int days = first.month == 2 && first.day == 29 ? 28 : first.day;
    const std::int64_t year_later =
        base::utc_of_date(first.year + 1, first.month, days, 0) + past_step_s(start, static_cast<int>(kSecondsPerDay));
    if (end == year_later) return;
    if (whole_year)
        faults.stop("rows", raw.line.back(), found, "a whole year of 8,760 or 8,784 h; of several years, name one");
    raw.notes.push_back(fmt::format("no whole year: {}", found));
}
}  // namespace

void make_regular(RawWeather& raw, const WeatherRequest& request, WeatherFaults& faults) {
    if (raw.rows() == 0) faults.stop("rows", 1, "no row of weather", "a year of them");
    if (request.year) choose_year(raw, *request.year, faults);
    if (!is_one_stretch(raw) || leap_days(raw).dropped) lay_on_one_year(raw, faults);
    check_order(raw, faults);
    insert_missing(raw, request.longest_gap_h.value_or(kLongestGapH), faults);
    check_span(raw, request.whole_year, faults);
}

}  // namespace decawatt::io
