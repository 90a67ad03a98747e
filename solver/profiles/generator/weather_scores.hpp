// The random part of a weather year: standard normal scores, correlated in time, between variables and between sites.
#pragma once

#include <cstdint>
#include <vector>

#include "base/series.hpp"
#include "model/study.hpp"

namespace decawatt::profiles {

// Correlation of x(t) and x(t - lag) of a process with this e-folding time.
double persistence(double lag_h, double memory_h);

// Variance of the mean over `count` steps of a unit-variance AR(1) process with this lag-1 correlation.
double variance_of_mean(double lag1, int count);

// Time scales. A score of temperature or wind is sqrt(w) slow + sqrt(1 - w) fast, both AR(1) in hours; measured targets
// are the autocorrelations of hourly normal scores (PVGIS 45N 8E and Amsterdam; docs/method/weather.md), where one
// AR(1) cannot give .95 after an hour and .5 after a day, or .87 and .15.
inline constexpr double kTemperatureSlowShare = 0.90, kTemperatureSlowMemoryH = 36.0, kTemperatureFastMemoryH = 3.3;
inline constexpr double kWindSlowShare = 0.35, kWindSlowMemoryH = 30.0, kWindFastMemoryH = 5.0;
inline constexpr double kCloudMemoryH = 10.0;  // daily means then have a lag-1 correlation of .28 (Korean PV: .26-.30)
inline constexpr double kHumidityMemoryH = 20.0;  // assumption
inline constexpr double kFlickerLag1 = 0.38;      // within the day: centre of phi in Aguiar and Collares-Pereira (1992)

// Correlation between sites is exp(-distance / length) for the innovations of each process. Lengths: assumptions, in
// km, set beside the correlations of daily regional output in KPG 193 (2025): photovoltaics .61-.91, wind .52-.87 over
// 110-280 km.
struct CorrelationLengths {
    double temperature_km = 800.0, wind_slow_km = 700.0, wind_fast_km = 300.0, cloud_km = 600.0, flicker_km = 50.0,
           humidity_km = 400.0, year_km = 800.0;
};

// Every score has mean 0 and variance 1. Hours and days count from local midnight of 1 January: what a score is does
// not depend on the calendar year; a leap year has a day more at its end.
struct WeatherScores {
    base::Series temperature, wind, humidity, flicker;  // hour × site
    base::Series cloud_day;                             // day × site: clearness of the day; positive is clear
    std::vector<double> year_temperature, year_wind, year_clearness;  // one per site
};

// Scores of one weather year. A site's own numbers are keyed by its place in the table; appending a site changes no
// other site.
WeatherScores draw_scores(const model::Sites& sites, std::uint32_t seed, int weather_year, int day_count);

}  // namespace decawatt::profiles
