// Interpolation of daily values to hours, and of monthly values to days.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "model/study.hpp"

namespace decawatt::profiles {

// Linear interpolation from noon values of days to hours (label: start); constant before the first and after the last
// noon. `noon` may have more days than `hourly`.
void hours_between_noons(std::span<const double> noon, std::span<double> hourly);

// The same at a time in days since the start of the first day.
double between_noons(std::span<const double> noon, double day);

// Noon values of a year's days: constant within each month, with ramps of five days on each side of its ends, such that
// the mean over each month, weighted by `weight` (one positive number per day; empty: equal), is the given value.
// Unlike MonthCurve it does not overshoot between months that differ strongly; used for spreads and shapes, whose steps
// are not visible. Results are at least `least`; where that binds the monthly mean is not met.
std::vector<double> month_plateaus(const model::Months& month_mean, int year, std::span<const double> weight,
                                   double least);

// First day of each month of the year, counted from 0, and at the end the number of days of the year.
std::array<std::size_t, model::kMonths + 1> month_starts(int year);

}  // namespace decawatt::profiles
