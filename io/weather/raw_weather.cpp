#include "io/weather/raw_weather.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

#include "base/time_axis.hpp"
#include "io/weather/stated_unit.hpp"

namespace decawatt::io {

namespace {
constexpr int kFirstYear = 1900, kLastYear = 2200;

// 99.9, 999, 9999.0: a missing code, not a value in another unit.
bool is_all_nines(std::string_view field) {
    const auto point = field.find('.');
    if (point != std::string_view::npos) {
        const auto last = field.find_last_not_of('0');
        field = field.substr(0, last == point ? point : last + 1);
    }
    return std::ranges::all_of(field, [](char c) { return c == '9' || c == '.'; });
}

double value_of(std::string_view field, WeatherColumn& column, int line, WeatherFaults& faults) {
    if (is_blank(field)) return kMissing;
    const auto number = to_number(field);
    if (!number) {
        add_bad_value(column, {line, shown_number(field), "a number"}, faults);
        return kMissing;
    }
    const bool missing = (*number >= column.missing_from && is_all_nines(field)) ||
                         std::ranges::find(column.missing, *number) != column.missing.end();
    return missing ? kMissing : *number * column.scale + column.offset;
}

// A match of a header's name with a known one: the whole name, or without the unit in brackets.
struct Match {
    const KnownColumn* known = nullptr;
    std::string_view unit;
};
Match match_of(std::string_view name, std::span<const KnownColumn> known) {
    const auto find = [&](std::string_view text) -> const KnownColumn* {
        const std::string plain = plain_name(text);
        const auto found = std::ranges::find(known, std::string_view(plain), &KnownColumn::plain);
        return found == known.end() ? nullptr : &*found;
    };
    if (const KnownColumn* whole = find(name)) return {whole, {}};
    const std::string_view unit = unit_in_brackets(name);
    if (unit.empty()) return {};
    return {find(name.substr(0, name.find_last_of("(["))), unit};
}
}  // namespace

bool has_values(const WeatherColumn& column) {
    return std::ranges::any_of(column.values, [](double value) { return !std::isnan(value); });
}

WeatherColumn* column_of(RawWeather& raw, Quantity quantity) {
    WeatherColumn* lowest = nullptr;
    for (WeatherColumn& column : raw.columns)
        if (column.quantity == quantity && has_values(column) && (!lowest || column.height_m < lowest->height_m))
            lowest = &column;
    return lowest;
}

std::string when(const RawWeather& raw, std::size_t row) {
    return base::format_utc(raw.start_local_s[row] - raw.place.utc_offset_s);
}

std::string column_label(const WeatherColumn& column) {
    return fmt::format("{} (column {})", shown(column.name), column.field + 1);
}

bool is_optional(Quantity quantity) {
    using enum Quantity;
    return quantity == wind_direction_deg || quantity == albedo_frac || quantity == snow_depth_m ||
           quantity == dew_point_deg_c || quantity == zenith_deg || quantity == filled_by_source;
}

void add_bad_value(WeatherColumn& column, BadValue bad, WeatherFaults& faults) {
    if (!is_optional(column.quantity))
        faults.add(column_label(column), bad.line, std::move(bad.found), std::move(bad.expected));
    else if (!column.bad)
        column.bad = std::move(bad);
}

std::optional<int> date_field(std::string_view field, std::string_view name, int line, WeatherFaults& faults) {
    const auto value = to_integer(field);
    if (!value) faults.add(std::string(name), line, shown_number(field), "a whole number");
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
        const auto [match, unit] = match_of(header[f], known);
        if (!match) continue;
        const auto is_same = [quantity = match->quantity, height_m = match->height_m](const WeatherColumn& column) {
            return column.quantity == quantity && column.height_m == height_m;
        };
        if (std::ranges::any_of(raw.columns, is_same))
            faults.add(shown(header[f]), line, "its quantity a second time", "every quantity once");
        WeatherColumn column{.quantity = match->quantity,
                             .name = std::string(header[f]),
                             .field = f,
                             .height_m = match->height_m,
                             .scale = match->scale,
                             .offset = match->offset,
                             .missing = {missing.begin(), missing.end()},
                             .values = {}};
        apply_unit({unit, line}, column, raw, faults);
        raw.columns.push_back(std::move(column));
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
                    "at least a day of rows");
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
    if (!fits)
        faults.add("line", line, fmt::format("{} fields", fields.size()),
                   fmt::format("{} fields between commas", width));
    return fits;
}

}  // namespace decawatt::io
