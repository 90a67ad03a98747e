#include "io/weather/assemble.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/error.hpp"
#include "io/common/utc_offset.hpp"
#include "io/weather/check_ranges.hpp"
#include "io/weather/complete_irradiance.hpp"
#include "io/weather/fill_gaps.hpp"
#include "io/weather/judge_weather.hpp"
#include "io/weather/make_regular.hpp"
#include "io/weather/weather_variables.hpp"
#include "profiles/sun/irradiance.hpp"

namespace decawatt::io {

namespace {
using enum Quantity;

base::Series series_of(const std::vector<double>& values) {
    if (values.empty()) return {};
    base::Series series(values.size(), 1);
    std::ranges::copy(values, series.of(0).begin());
    return series;
}

GapColumn gap_column(const RawWeather& raw, WeatherColumn& column) {
    return {column_label(column), raw.line, column.values, column.quantity == wind_direction_deg ? 360.0 : 0.0};
}

std::vector<double> needed(RawWeather& raw, Quantity quantity, const char* name, const GapRule& rule,
                           WeatherFaults& faults) {
    WeatherColumn* column = column_of(raw, quantity);
    if (!column) faults.stop(name, 1, "no column, or no value in it", "one");
    fill_linear(gap_column(raw, *column), rule, raw.notes, &faults);
    return column->values;
}

// Optional quantities with long gaps are omitted, with a note, rather than filled.
std::vector<double> optional_values(RawWeather& raw, WeatherColumn* column, const GapRule& rule) {
    if (!column || !has_values(*column)) return {};
    if (fill_linear(gap_column(raw, *column), rule, raw.notes, nullptr)) return column->values;
    raw.notes.push_back(fmt::format("{}: left out, because its gaps are too long", shown(column->name)));
    return {};
}

// Relative humidity from dew point: Magnus over water with the constants of the WMO guide (WMO-No. 8), the inverse of
// profiles::dew_point_deg_c. Missing if one of the two is missing: `std::min` would convert NaN to 100 %.
double humidity_of(double temperature_deg_c, double dew_point_deg_c) {
    if (std::isnan(temperature_deg_c) || std::isnan(dew_point_deg_c)) return kMissing;
    constexpr double kA = 17.62, kBDegC = 243.12;
    const auto exponent = [](double t) { return kA * t / (kBDegC + t); };
    return std::min(1.0, std::exp(exponent(dew_point_deg_c) - exponent(temperature_deg_c)));
}

// Every format states humidity in percent: a column that never exceeds 1 % has fractions.
void refuse_fractions(const WeatherColumn& stated, const RawWeather& raw, WeatherFaults& faults) {
    double most = 0.0;
    for (const double value : stated.values)
        if (!std::isnan(value)) most = std::max(most, value);
    constexpr double kOnePercent = 0.01;
    if (most > kOnePercent || !has_values(stated)) return;
    faults.stop(column_label(stated), raw.line.front(), fmt::format("{:g} % at most", most / stated.scale),
                "percent, not fractions");
}

std::vector<double> humidity(RawWeather& raw, const std::vector<double>& temperature, const GapRule& rule,
                             WeatherFaults& faults) {
    const WeatherColumn* dew = column_of(raw, dew_point_deg_c);
    WeatherColumn* stated = column_of(raw, relative_humidity_frac);
    if (!dew && !stated) {
        raw.notes.emplace_back("the file holds neither relative humidity nor dew point: humidity is left empty");
        return {};
    }
    if (stated) refuse_fractions(*stated, raw, faults);
    WeatherColumn made = stated ? *stated : *dew;
    std::size_t derived = 0;
    for (std::size_t t = 0; t < temperature.size(); ++t) {
        double& value = made.values[t];
        if (stated && !std::isnan(value)) continue;
        value = dew ? humidity_of(temperature[t], dew->values[t]) : kMissing;
        if (!std::isnan(value)) ++derived;
    }
    if (!stated)
        raw.notes.emplace_back("relative humidity is not in the file: it is derived from the dew point (Magnus)");
    if (stated && derived > 0)
        raw.notes.push_back(fmt::format("relative humidity: {} values derived from the dew point", derived));
    fill_linear(gap_column(raw, made), rule, raw.notes, &faults);
    return made.values;
}

std::vector<double> pressure(RawWeather& raw, const GapRule& rule, WeatherFaults& faults) {
    if (column_of(raw, pressure_pa)) return needed(raw, pressure_pa, "pressure", rule, faults);
    const double standard_pa = profiles::standard_pressure_pa(raw.place.elevation_m);
    raw.notes.push_back(fmt::format("the file holds no pressure: the standard atmosphere's {:.0f} Pa at {:g} m",
                                    standard_pa, raw.place.elevation_m));
    return std::vector<double>(raw.rows(), standard_pa);
}

std::vector<profiles::WindLevel> wind(RawWeather& raw, const GapRule& rule, WeatherFaults& faults) {
    std::vector<profiles::WindLevel> levels;
    for (WeatherColumn& column : raw.columns) {
        if (column.quantity != wind_speed_m_per_s || !has_values(column)) continue;
        fill_linear(gap_column(raw, column), rule, raw.notes, &faults);
        const auto direction = std::ranges::find_if(raw.columns, [&](const WeatherColumn& other) {
            return other.quantity == wind_direction_deg && other.height_m == column.height_m;
        });
        WeatherColumn* found = direction == raw.columns.end() ? nullptr : &*direction;
        levels.push_back({column.height_m, series_of(column.values), series_of(optional_values(raw, found, rule))});
    }
    if (levels.empty()) faults.stop("wind speed", 1, "no column, or no value in it", "one");
    std::ranges::sort(levels, {}, &profiles::WindLevel::height_m);
    return levels;
}

// Reports absent variables, which may be due to misspelt columns.
void note_absent(const profiles::WeatherYear& weather, std::vector<std::string>& notes) {
    std::string heights, absent;
    const auto tell = [&](const std::string& name) { absent += (absent.empty() ? "" : ", ") + name; };
    for (const profiles::WindLevel& level : weather.wind) {
        heights += fmt::format("{}{:g}", heights.empty() ? "" : ", ", level.height_m);
        if (level.direction_deg.empty()) tell(fmt::format("wind direction at {:g} m", level.height_m));
    }
    if (weather.albedo_frac.empty()) tell("albedo");
    if (weather.snow_depth_m.empty()) tell("snow depth");
    notes.push_back(fmt::format("wind speed at {} m", heights));
    if (!absent.empty()) notes.push_back("not in the file: " + absent);
}

void note_filled_by_source(RawWeather& raw) {
    const WeatherColumn* flags = column_of(raw, filled_by_source);
    if (!flags) return;
    const auto count =
        std::ranges::count_if(flags->values, [](double flag) { return !std::isnan(flag) && flag != 0.0; });
    if (count > 0)
        raw.notes.push_back(
            fmt::format("{} rows are marked as filled or reconstructed by the provider of the file "
                        "({})",
                        count, shown(flags->name)));
}

// Notes that snow depth in the file causes losses of photovoltaic systems.
void note_snow(const profiles::WeatherYear& weather, std::vector<std::string>& notes) {
    if (weather.snow_depth_m.empty()) return;
    const std::span<const double> depth_m = weather.snow_depth_m.of(0);
    const auto covered = std::ranges::count_if(depth_m, [](double depth) { return depth > 0.0; });
    notes.push_back(
        fmt::format("snow depth: up to {:.2f} m, more than zero for {:.0f} h; photovoltaic systems lose "
                    "output where it covers the panels",
                    std::ranges::max(depth_m), static_cast<double>(covered) * weather.axis.step_h()));
}

// Checks that series are complete, as later steps require: a missing value here is a bug of the steps above.
void expect_whole(const profiles::WeatherYear& weather) {
    const auto expect = [](const base::Series& series) {
        base::expects(std::ranges::none_of(series.all(), [](double value) { return std::isnan(value); }),
                      "every value of the weather is filled");
    };
    for (const WeatherVariable& variable : weather_variables()) expect(weather.*variable.member);
    for (const profiles::WindLevel& level : weather.wind) expect(level.speed_m_per_s), expect(level.direction_deg);
}

std::string shown_place(const profiles::Location& place) {
    return fmt::format("{:g},{:g},{:g},{}", place.latitude_deg, place.longitude_deg, place.elevation_m,
                       format_utc_offset(place.utc_offset_s));
}

void replace_place(const WeatherRequest& request, RawWeather& raw) {
    const std::string stated = shown_place(raw.place);
    const int clock_s = raw.place.utc_offset_s;
    raw.place.latitude_deg = request.latitude_deg.value_or(raw.place.latitude_deg);
    raw.place.longitude_deg = request.longitude_deg.value_or(raw.place.longitude_deg);
    raw.place.elevation_m = request.elevation_m.value_or(raw.place.elevation_m);
    raw.place.utc_offset_s = request.utc_offset_s.value_or(clock_s);
    if (raw.rows_in_utc)
        for (std::int64_t& start : raw.start_local_s) start += raw.place.utc_offset_s - clock_s;
    if (const std::string given = shown_place(raw.place); given != stated)
        raw.notes.push_back(fmt::format("the given place, {}, is used instead of {} of the file", given, stated));
}

void note_place(const WeatherRequest& request, RawWeather& raw) {
    const auto tell = [&](const char* name, double requested, double stated, double same) {
        if (std::abs(requested - stated) > same)
            raw.notes.push_back(fmt::format("{}: {:g} was given, {:g} of the file is used", name, requested, stated));
    };
    constexpr double kSameDeg = 0.01, kSameM = 1.0;
    if (request.latitude_deg) tell("latitude", *request.latitude_deg, raw.place.latitude_deg, kSameDeg);
    if (request.longitude_deg) tell("longitude", *request.longitude_deg, raw.place.longitude_deg, kSameDeg);
    if (request.elevation_m) tell("elevation", *request.elevation_m, raw.place.elevation_m, kSameM);
    if (request.utc_offset_s) tell("UTC offset in s", *request.utc_offset_s, raw.place.utc_offset_s, 0.0);
}
}  // namespace

WeatherReading assemble(RawWeather raw, const WeatherRequest& request, WeatherFaults& faults) {
    faults.throw_if_any();
    make_regular(raw, request, faults);
    check_ranges(raw, faults);
    request.replaces_place ? replace_place(request, raw) : note_place(request, raw);
    note_filled_by_source(raw);

    const GapRule rule{request.longest_gap_h.value_or(kLongestGapH), raw.step_s};
    profiles::WeatherYear weather;
    weather.axis = {raw.start_local_s.front() - raw.place.utc_offset_s, raw.step_s,
                    static_cast<std::int64_t>(raw.rows())};
    const std::vector<double> temperature = needed(raw, temperature_deg_c, "temperature", rule, faults);
    weather.temperature_deg_c = series_of(temperature);
    weather.relative_humidity_frac = series_of(humidity(raw, temperature, rule, faults));
    weather.pressure_pa = series_of(pressure(raw, rule, faults));
    weather.wind = wind(raw, rule, faults);
    weather.albedo_frac = series_of(optional_values(raw, column_of(raw, albedo_frac), rule));
    weather.snow_depth_m = series_of(optional_values(raw, column_of(raw, snow_depth_m), rule));
    const IrradianceOfYear irradiance = complete_irradiance(raw, weather.axis, rule, faults);
    weather.ghi_w_per_m2 = series_of(irradiance.ghi);
    weather.dni_w_per_m2 = series_of(irradiance.dni);
    weather.dhi_w_per_m2 = series_of(irradiance.dhi);
    weather.sun_offset_s = raw.sun_offset_s;
    if (irradiance.ghi.empty()) {
        if (raw.format != "srw") faults.add("irradiance", 1, "no column, or no value in it", "at least one");
        raw.notes.emplace_back("the file holds no irradiance: it can be used for wind only");
    }
    note_absent(weather, raw.notes);
    note_unusual(weather, raw.notes);
    note_snow(weather, raw.notes);
    faults.throw_if_any();
    expect_whole(weather);
    return {raw.place, std::move(weather), raw.format, std::move(raw.notes)};
}

}  // namespace decawatt::io
