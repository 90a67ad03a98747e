// The random part of a weather year: standard normal scores, correlated in time, between variables and between sites.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/series.hpp"
#include "model/study.hpp"
#include "profiles/generator/site_correlation.hpp"

namespace decawatt::profiles {

// Correlation of x(t) and x(t - lag) of a first-order process with this e-folding time.
double persistence(double lag_h, double memory_h);

// Variance of the mean over `count` steps of a unit-variance AR(1) process with this lag-1 correlation.
double variance_of_mean(double lag1, int count);

// Number of days of scores: those of a leap year. A year of 365 days uses the first 365.
inline constexpr std::size_t kScoreDays = 366;

// Every score except `temperature_smooth` has mean 0 and variance 1. Hours and days count from local midnight of 1
// January; scores do not depend on the calendar year.
struct WeatherScores {
    base::Series temperature, wind, humidity, flicker;  // hour × site
    base::Series temperature_smooth;  // hour × site: centred mean over 24 hours of `temperature`, from 12 before
    base::Series cloud_day;           // day × site: clearness of the day; positive is clear
    std::vector<double> year_temperature, year_wind, year_clearness;  // one per site, within ±2.5
};

// Draws scores. Innovations have the correlations of ClimateMemory's reaches between sites, and its couplings between
// variables. The innovations of a site are keyed by its row in the table; appending a site does not change the others.
class ScoreGenerator {
  public:
    ScoreGenerator(const model::Sites& sites, const model::ClimateMemory& memory);

    // Scores of one weather year (>= 1) at all sites; they depend only on (seed, weather_year).
    WeatherScores draw(std::uint32_t seed, int weather_year) const;

  private:
    enum Process : std::size_t { temperature_slow, temperature_fast, wind_slow, wind_fast, cloud, flicker, humidity };
    static constexpr std::size_t kProcesses = 7;
    using Columns = std::array<std::vector<double>, kProcesses>;  // per process: site by site, each hour by hour

    model::ClimateMemory memory_;
    std::size_t site_count_;
    std::vector<SiteCorrelation> between_sites_;  // by process
    SiteCorrelation year_between_sites_;
    std::array<double, kProcesses> lag1_;

    Columns draw_innovations(std::uint32_t seed, std::uint32_t weather_year) const;
    void couple(Columns& innovation) const;
    void regress(Columns& innovation) const;
    WeatherScores recorded(const Columns& state) const;
    void draw_year_anomalies(std::uint32_t seed, std::uint32_t weather_year, WeatherScores& scores) const;
};

}  // namespace decawatt::profiles
