// Quantities by day that hours take from lines between noons, and monthly ones that stay level but for the turn of the
// month.
#pragma once

#include <array>
#include <span>
#include <vector>

#include "model/study.hpp"

namespace decawatt::profiles {

// Values at the noons of days, to hours (label: start) by lines from noon to noon; level before the first and after the
// last noon. `noon` may hold more days than `hourly`.
void hours_between_noons(std::span<const double> noon, std::span<double> hourly);

// The same at any time, in days since the start of the first day.
double between_noons(std::span<const double> noon, double day);

// Values at the noons of a year's days: level within each month, with a ramp of five days either side of its ends, such
// that the mean over each month, weighted by `weight` (one positive number a day; empty: all alike), is the given
// value. Unlike the line of MonthCurve it follows months that differ much without overshooting; for spreads and shapes,
// whose steps nobody sees. Results lie above `least`; where that binds the month's mean is missed.
std::vector<double> month_plateaus(const model::Months& month_mean, int year, std::span<const double> weight,
                                   double least);

// First day of each month of the year, counted from 0, and the number of its days at the end.
std::array<std::size_t, model::kMonths + 1> month_starts(int year);

}  // namespace decawatt::profiles
