// Synthetic weather from monthly climate statistics.
#pragma once

#include <vector>

#include "model/study.hpp"
#include "profiles/generator/clearness_climate.hpp"
#include "profiles/generator/temperature_climate.hpp"
#include "profiles/generator/weather_scores.hpp"
#include "profiles/generator/wind_climate.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

// Holds the data that are common to all weather years at the sites of a study in one calendar year (sun, season,
// distributions), and makes weather years from scores.
//
// Standard normal scores, AR(1) in hours on two time scales, correlated between sites by their distance and between
// variables through shared innovations (model::ClimateMemory), are mapped to each month's distribution: temperature
// normal about a seasonal mean with a daily cycle, wind Weibull, daily clear-sky index probit-normal with fluctuations
// within the day after Aguiar and Collares-Pereira (1992). Means and spreads of the table are expectations over weather
// years; single years differ by about 4 % in irradiation, 5 % in wind and 0.4 K. Equations, targets and measured
// statistics: docs/method/weather.md.
//
// Daily sums (clearness) are those of days at the UTC offset: a site whose daylight extends over midnight there has a
// weaker correlation from day to day.
class WeatherGenerator {
  public:
    // `axis` is a whole calendar year in hours at `utc_offset_s` (8,784 h in leap years). Throws base::InputError, with
    // all faults, if the statistics contradict each other or a clear sky.
    WeatherGenerator(const model::Sites& sites, const model::ClimateMemory& memory, const base::TimeAxis& axis,
                     int utc_offset_s);

    // The weather of these scores, which must belong to the same sites and memory. The same scores give the same
    // anomalies in any calendar year, so that all years of a plan can have the same weather year. Thread-safe.
    WeatherYear make(const WeatherScores& scores) const;

  private:
    struct Site {
        TemperatureClimate temperature;
        WindClimate wind_10m, wind_100m;
        std::vector<double> humidity_location;  // at noon of each day
        ClearnessClimate clearness;
        std::vector<double> diurnal_shape, wind_cycle;  // by hour of the day
        double pressure_pa;
    };
    base::TimeAxis axis_;
    model::ClimateMemory memory_;
    std::vector<Site> sites_;

    struct Workspace;
    void fill_temperature(const WeatherScores& scores, std::size_t s, Workspace& work, WeatherYear& weather) const;
    void fill_humidity(const WeatherScores& scores, std::size_t s, Workspace& work, WeatherYear& weather) const;
    void fill_winds(const WeatherScores& scores, std::size_t s, Workspace& work, WeatherYear& weather) const;
};

// Makes a single weather year (any integer >= 1). For many weather or calendar years, reuse a ScoreGenerator and a
// WeatherGenerator, with the same results.
WeatherYear generate_weather(const model::Sites& sites, std::uint32_t seed, int weather_year,
                             const base::TimeAxis& axis, int utc_offset_s, const model::ClimateMemory& memory);

}  // namespace decawatt::profiles
