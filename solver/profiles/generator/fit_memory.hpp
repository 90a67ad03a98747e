// Fit of correlations in time and between sites, and of the spread between years, to normal scores of weather years.
#pragma once

#include <vector>

#include "model/study.hpp"
#include "profiles/generator/fit_statistics.hpp"

namespace decawatt::profiles {

// Normal scores of all years at every site.
struct ClimateScores {
    std::vector<std::vector<std::size_t>> month_of_day;                             // by year
    std::vector<ScoreYears> temperature, wind;                                      // by site, hourly
    std::vector<ScoreYears> clearness, temperature_days, wind_days;                 // by site, daily
    std::vector<std::vector<double>> year_temperature, year_wind, year_irradiance;  // by site: annual means
};

// Memories in time, couplings between quantities, and reaches between sites.
void fit_memory(const ClimateScores& scores, const model::Sites& places, model::ClimateMemory& memory);

// Spread between years, less the contribution of the hours of a year: their variance times that of a mean of 8,760
// scores.
void fit_years(const ClimateScores& scores, const model::Sites& fitted, model::ClimateMemory& memory);

}  // namespace decawatt::profiles
