#include "io/weather/check_ranges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "io/weather/weather_variables.hpp"

namespace decawatt::io {

namespace {
struct Limits {
    double low, high;                          // limits to which values are clipped and counted
    double slack_low = 0.0, slack_high = 0.0;  // values farther outside are faults
    const char* unit = "";
    double shown = 1.0;  // units of messages per unit of Decawatt
};

// Ranges of the common file's variables; humidity slightly above 1 is an instrument error, and -5 W/m2 a night offset
// of pyranometers.
Limits limits_of(Quantity quantity) {
    using enum Quantity;
    constexpr double kPercent = 100.0;
    if (quantity == dew_point_deg_c) return {.low = -110.0, .high = 60.0, .unit = "degrees C"};
    if (quantity == zenith_deg) return {.low = 0.0, .high = 180.0, .unit = "degrees"};
    if (quantity == filled_by_source) return {.low = -1e9, .high = 1e9, .unit = "as a flag"};
    for (const WeatherVariable& variable : all_weather_variables()) {
        if (variable.quantity != quantity) continue;
        Limits limits{.low = variable.low, .high = variable.high, .unit = variable.units};
        if (quantity == albedo_frac) limits.unit = "(a fraction)";
        if (quantity == relative_humidity_frac) limits.slack_high = 0.1, limits.unit = "%", limits.shown = kPercent;
        if (quantity == ghi_w_per_m2 || quantity == dni_w_per_m2 || quantity == dhi_w_per_m2) limits.slack_low = 5.0;
        return limits;
    }
    throw base::LogicError("every quantity of a weather file has a range");
}

// The number as in the file and, if its unit differs, also in the unit of the limits.
std::string found_value(const WeatherColumn& column, double value, const Limits& limits) {
    const double stated = (value - column.offset) / column.scale, converted = value * limits.shown;
    if (std::abs(stated - converted) <= 1e-9 * std::abs(converted)) return fmt::format("{:g}", stated);
    return fmt::format("{:g}, which is {:g} {}", stated, converted, limits.unit);
}

void check_column(WeatherColumn& column, const std::vector<int>& line, std::vector<std::string>& notes,
                  WeatherFaults& faults) {
    const Limits limits = limits_of(column.quantity);
    std::size_t drawn = 0, first = 0;
    for (std::size_t t = 0; t < column.values.size(); ++t) {
        double& value = column.values[t];
        if (std::isnan(value)) continue;
        const double least = limits.low - limits.slack_low, most = limits.high + limits.slack_high;
        if (value < least || value > most)
            add_bad_value(column,
                          {line[t], found_value(column, value, limits),
                           fmt::format("{:g} to {:g} {}", least * limits.shown, most * limits.shown, limits.unit)},
                          faults);
        const double within = std::clamp(value, limits.low, limits.high);
        if (within == value || column.bad) continue;
        if (drawn++ == 0) first = t;
        value = within;
    }
    if (drawn > 0)
        notes.push_back(fmt::format("{}: {} values clipped to the limit, the first in line {}", shown(column.name),
                                    drawn, line[first]));
}

// A quantity that cannot be zero all the time but is zero in every row was not filled in (SolarAnywhere's TMY3,
// converters). It is derived like a missing column.
void leave_out_unfilled_columns(RawWeather& raw) {
    const auto is_unfilled = [](const WeatherColumn& column) {
        using enum Quantity;
        const bool derivable = column.quantity == pressure_pa || column.quantity == relative_humidity_frac ||
                               column.quantity == dew_point_deg_c;
        return derivable && !column.values.empty() && !column.bad &&
               std::ranges::all_of(column.values, [&](double value) { return value == column.offset; });
    };
    for (const WeatherColumn& column : raw.columns)
        if (is_unfilled(column))
            raw.notes.push_back(
                fmt::format("{}: zero in every row, taken as not recorded and left out", column_label(column)));
    std::erase_if(raw.columns, is_unfilled);
}

// Hourly energies equal mean powers only for hourly rows.
void expect_no_energies(const RawWeather& raw, WeatherFaults& faults) {
    if (raw.step_s == base::kSecondsPerHour) return;
    for (const WeatherColumn& column : raw.columns)
        if (column.is_energy_an_hour)
            faults.add(column_label(column), raw.line.front(), "an energy in its unit, and a step below the hour",
                       "W/m2");
}

// Omits optional columns with an invalid value, with a note. The dew point is required if it is the only source of
// humidity.
void leave_out_bad_columns(RawWeather& raw, WeatherFaults& faults) {
    const bool has_humidity = column_of(raw, Quantity::relative_humidity_frac) != nullptr;
    for (const WeatherColumn& column : raw.columns) {
        if (!column.bad) continue;
        if (column.quantity == Quantity::dew_point_deg_c && !has_humidity)
            faults.add(column_label(column), column.bad->line, column.bad->found, column.bad->expected);
        else
            raw.notes.push_back(fmt::format("{}: left out, because line {} holds {}; expected {}", column_label(column),
                                            column.bad->line, column.bad->found, column.bad->expected));
    }
    std::erase_if(raw.columns, [](const WeatherColumn& column) { return column.bad.has_value(); });
}
}  // namespace

void check_ranges(RawWeather& raw, WeatherFaults& faults) {
    expect_no_energies(raw, faults);
    leave_out_unfilled_columns(raw);
    for (WeatherColumn& column : raw.columns) check_column(column, raw.line, raw.notes, faults);
    leave_out_bad_columns(raw, faults);
    faults.throw_if_any();
}

}  // namespace decawatt::io
