#include "io/weather/raw_weather.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "base/time_axis.hpp"

namespace decawatt::io {

namespace {
constexpr int kFirstYear = 1900, kLastYear = 2200;

std::string column_label(const WeatherColumn& column) {
    return fmt::format("{} (column {})", shown(column.name), column.field + 1);
}

double value_of(std::string_view field, const WeatherColumn& column, int line, WeatherFaults& faults) {
    if (is_blank(field)) return kMissing;
    const auto number = to_number(field);
    if (!number) {
        faults.add(column_label(column), line, shown(field), "a number");
        return kMissing;
    }
    if (std::ranges::find(column.missing, *number) != column.missing.end()) return kMissing;
    return *number * column.scale + column.offset;
}
}  // namespace

std::optional<int> date_field(std::string_view field, std::string_view name, int line, WeatherFaults& faults) {
    const auto value = to_integer(field);
    if (!value) faults.add(std::string(name), line, field.empty() ? "nothing" : shown(field), "a whole number");
    return value;
}

std::optional<std::int64_t> clock_seconds(const ClockTime& time, int line, WeatherFaults& faults) {
    const auto refuse = [&](const char* name, int found, const std::string& expected) {
        faults.add(name, line, fmt::format("{}", found), expected);
        return std::nullopt;
    };
    if (time.year < kFirstYear || time.year > kLastYear)
        return refuse("year", time.year, fmt::format("{} to {}", kFirstYear, kLastYear));
    if (time.month < 1 || time.month > base::kMonthsPerYear) return refuse("month", time.month, "1 to 12");
    const int days = base::days_of_month(time.year, time.month);
    if (time.day < 1 || time.day > days) return refuse("day", time.day, fmt::format("1 to {}", days));
    return base::utc_of_date(time.year, time.month, time.day, 0) + time.second;
}

std::optional<std::size_t> find_field(const Fields& header, std::string_view plain) {
    for (std::size_t f = 0; f < header.size(); ++f)
        if (plain_name(header[f]) == plain) return f;
    return std::nullopt;
}

void find_columns(const Fields& header, int line, std::span<const KnownColumn> known, std::span<const double> missing,
                  RawWeather& raw, WeatherFaults& faults) {
    for (std::size_t f = 0; f < header.size(); ++f) {
        const std::string plain = plain_name(header[f]);
        const auto match = std::ranges::find(known, std::string_view(plain), &KnownColumn::plain);
        if (match == known.end()) continue;
        const bool again = std::ranges::any_of(raw.columns, [&](const WeatherColumn& column) {
            return column.quantity == match->quantity && column.height_m == match->height_m;
        });
        if (again) faults.add(shown(header[f]), line, "its quantity a second time", "every quantity once");
        raw.columns.push_back({.quantity = match->quantity,
                               .name = std::string(header[f]),
                               .field = f,
                               .height_m = match->height_m,
                               .scale = match->scale,
                               .offset = match->offset,
                               .missing = {missing.begin(), missing.end()},
                               .values = {}});
    }
}

void add_row(const Fields& fields, int line, std::int64_t start_local_s, RawWeather& raw, WeatherFaults& faults) {
    for (WeatherColumn& column : raw.columns) {
        const std::string_view field = column.field < fields.size() ? fields[column.field] : std::string_view{};
        column.values.push_back(value_of(field, column, line, faults));
    }
    raw.start_local_s.push_back(start_local_s);
    raw.line.push_back(line);
}

void find_step(RawWeather& raw, WeatherFaults& faults) {
    if (raw.rows() < 2)
        faults.stop("rows", raw.rows() == 0 ? 1 : raw.line.back(), fmt::format("{} of weather", raw.rows()),
                    "a day of rows at least");
    const std::int64_t step_s = raw.start_local_s[1] - raw.start_local_s[0];
    if (step_s < 60 || step_s > base::kSecondsPerHour || base::kSecondsPerHour % step_s != 0)
        faults.stop("time", raw.line[1], fmt::format("{} s after the row before", step_s),
                    "a step that divides an hour");
    raw.step_s = static_cast<int>(step_s);
}

int past_step_s(std::int64_t local_s, int step_s) {
    return static_cast<int>(((local_s % step_s) + step_s) % step_s);
}

bool has_width(const Fields& fields, std::size_t width, int line, WeatherFaults& faults) {
    const bool fits = fields.size() >= width && std::all_of(fields.begin() + static_cast<std::ptrdiff_t>(width),
                                                            fields.end(), [](auto field) { return field.empty(); });
    if (!fits) {
        const bool semicolons = fields.size() == 1 && fields.front().find(';') != std::string_view::npos;
        faults.add("line", line, semicolons ? "semicolons" : fmt::format("{} fields", fields.size()),
                   fmt::format("{} fields between commas", width));
    }
    return fits;
}

}  // namespace decawatt::io
