// Time value of money. Cash flows have one entry per year, the first at year 0; cash moves at the ends of years.
#pragma once

#include <vector>

namespace decawatt::finance {

// (1 + real) (1 + inflation) - 1, and its inverse.
double nominal_rate(double real_frac, double inflation_frac);
double real_rate(double nominal_frac, double inflation_frac);

// Sum of flow[t] (1+r)^-t over the years 1 to `last`; `last` < 0: all. Year 0 is left out.
double present_value(const std::vector<double>& flow, double rate_frac, int last = -1);
// The same with year 0.
double net_present_value(const std::vector<double>& flow, double rate_frac, int last = -1);

// Years until the sum of an undiscounted flow reaches zero for good, interpolated linearly within the year; NaN: never.
double payback_years(const std::vector<double>& flow);

}  // namespace decawatt::finance
