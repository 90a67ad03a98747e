// The statistics that fit_climate is made of.
#pragma once

#include <span>
#include <vector>

#include "model/study.hpp"
#include "profiles/weather/weather_year.hpp"

namespace decawatt::profiles {

using ScoreYears = std::vector<std::vector<double>>;  // [year][hour or day]

std::vector<std::size_t> months_of_days(const base::TimeAxis& axis, int utc_offset_s);  // 0..11

// The nine climate columns of site `s`, over all years: those of MonthGatherer, spreads with the n - 1 of a sample.
void fit_months(std::span<const WeatherYear> years, std::size_t s, int utc_offset_s, double shear_exponent,
                model::Sites& sites);

// The mean and the first two harmonics of twelve values; and that of all climate columns of a site.
model::Months two_harmonics(const model::Months& months);
void smooth_months(std::size_t s, model::Sites& sites);

// Takes each year's mean off (where there are several), then brings each month (per_day = 1) or month and hour of the
// day (24) to mean 0 and variance 1 over all years.
void standardise(ScoreYears& all, const std::vector<std::vector<std::size_t>>& month_of_day, std::size_t per_day);

// Mean product of a(t) and b(t + lag), of standard scores within years; pairs with a NaN are left out.
double correlation(const ScoreYears& a, const ScoreYears& b, std::size_t lag = 0);

double mean_of(const std::vector<double>& values);

}  // namespace decawatt::profiles
