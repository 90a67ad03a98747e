// Statistics of generated weather over many years, with their standard errors.
#pragma once

#include "profiles/generator/weather_generator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "base/error.hpp"
#include "profiles/generator/clearness_climate.hpp"
#include "profiles/generator/weather_scores.hpp"
#include "weather_years.hpp"

namespace decawatt::tests::anomalies {

using namespace decawatt;
using namespace decawatt::test;

constexpr double kStandardErrors = 4.0;

struct Estimate {
    double mean, std_error;
};

// Over all years, of a statistic of one year.
inline Estimate over_years(const std::function<double(const WeatherYear&)>& statistic) {
    double sum = 0.0, squares = 0.0;
    for (const WeatherYear& w : many_years()) {
        const double value = statistic(w);
        sum += value;
        squares += value * value;
    }
    const double mean = sum / kYears;
    return {mean, std::sqrt((squares / kYears - mean * mean) / (kYears - 1))};
}

inline double month_mean(std::span<const double> hourly, std::size_t month) {
    double sum = 0.0, count = 0.0;
    for (std::size_t t = 0; t < hourly.size(); ++t)
        if (months()[t] == month) sum += hourly[t], count += 1.0;
    return sum / count;
}

inline double month_mean_square(std::span<const double> hourly, std::size_t month, double about) {
    double sum = 0.0, count = 0.0;
    for (std::size_t t = 0; t < hourly.size(); ++t)
        if (months()[t] == month) sum += (hourly[t] - about) * (hourly[t] - about), count += 1.0;
    return sum / count;
}

// The mean over each day, repeated for its hours, so that the month helpers serve days too.
inline std::vector<double> day_means(std::span<const double> hourly) {
    std::vector<double> days(hourly.size());
    for (std::size_t d = 0; d < hourly.size() / kDayHours; ++d) {
        const auto first = hourly.begin() + static_cast<std::ptrdiff_t>(d * kDayHours);
        const double mean = std::accumulate(first, first + kDayHours, 0.0) / kDayHours;
        std::fill_n(days.begin() + static_cast<std::ptrdiff_t>(d * kDayHours), kDayHours, mean);
    }
    return days;
}

// Anomalies in standard units by month and hour over all years, year after year; `lag` steps apart within a year their
// mean product is the autocorrelation that the manual's targets state.
using Anomalies = std::vector<std::vector<double>>;
inline Anomalies standard_anomalies(const std::function<std::vector<double>(const WeatherYear&)>& series) {
    Anomalies all;
    for (const WeatherYear& w : many_years()) all.push_back(series(w));
    constexpr std::size_t kCells = 12 * kDayHours;
    std::vector<double> sum(kCells), squares(kCells), count(kCells);
    const auto cell = [](std::size_t t) { return months()[t] * kDayHours + t % kDayHours; };
    for (const auto& year : all)
        for (std::size_t t = 0; t < year.size(); ++t)
            sum[cell(t)] += year[t], squares[cell(t)] += year[t] * year[t], count[cell(t)] += 1.0;
    for (auto& year : all)
        for (std::size_t t = 0; t < year.size(); ++t) {
            const double mean = sum[cell(t)] / count[cell(t)];
            year[t] = (year[t] - mean) / std::sqrt(squares[cell(t)] / count[cell(t)] - mean * mean);
        }
    return all;
}

inline Estimate correlation(const Anomalies& a, const Anomalies& b, std::size_t lag = 0) {
    double sum = 0.0, squares = 0.0;
    for (std::size_t y = 0; y < a.size(); ++y) {
        double product = 0.0;
        for (std::size_t t = 0; t + lag < a[y].size(); ++t) product += a[y][t] * b[y][t + lag];
        product /= static_cast<double>(a[y].size() - lag);
        sum += product;
        squares += product * product;
    }
    const double n = static_cast<double>(a.size()), mean = sum / n;
    return {mean, std::sqrt((squares / n - mean * mean) / (n - 1.0))};
}

inline std::vector<double> copy(std::span<const double> values) {
    return {values.begin(), values.end()};
}

inline Anomalies temperature_of(std::size_t s) {
    return standard_anomalies([s](const WeatherYear& w) { return copy(w.temperature_deg_c.of(s)); });
}
inline Anomalies wind_of(std::size_t s) {
    return standard_anomalies([s](const WeatherYear& w) { return copy(wind_100m(w).of(s)); });
}
inline Anomalies sun_days_of(std::size_t s) {
    return standard_anomalies([s](const WeatherYear& w) { return day_means(w.ghi_w_per_m2.of(s)); });
}

inline void check_within(const Estimate& found, double target, double widest_std_error, double model_error = 0.0) {
    CAPTURE(found.mean);
    CAPTURE(found.std_error);
    CAPTURE(target);
    CHECK(std::abs(found.mean - target) <= kStandardErrors * found.std_error + model_error);
    CHECK(found.std_error <= widest_std_error);
}

}  // namespace decawatt::tests::anomalies
