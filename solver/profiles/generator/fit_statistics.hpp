// Statistics for fit_climate.
#pragma once

#include <span>
#include <vector>

#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

using ScoreYears = std::vector<std::vector<double>>;  // [year][hour or day]

std::vector<std::size_t> months_of_days(const base::TimeAxis& axis, int utc_offset_s);  // 0..11

// The nine climate columns of site `s`, over all years: those of MonthGatherer, standard deviations with the divisor n
// - 1.
void fit_months(std::span<const WeatherYear> years, std::size_t s, int utc_offset_s, double shear_exponent,
                model::Sites& sites);

// Twelve values projected on their mean and first two harmonics; and the same for all climate columns of a site.
model::Months two_harmonics(const model::Months& months);
void smooth_months(std::size_t s, model::Sites& sites);

// Subtracts the mean of each year (if there are several), then standardises each month (per_day = 1), or month and hour
// of the day (24), to mean 0 and variance 1 over all years.
void standardise(ScoreYears& all, const std::vector<std::vector<std::size_t>>& month_of_day, std::size_t per_day);

// Mean product of a(t) and b(t + lag), of standard scores within years; pairs with a NaN are omitted.
double correlation(const ScoreYears& a, const ScoreYears& b, std::size_t lag = 0);

double mean_of(const std::vector<double>& values);

}  // namespace decawatt::profiles
