// Present values and annuities.
#pragma once

#include "model/study.hpp"

namespace decawatt::planning {

// Mid-year convention: (1 + rate)^-(year - first_year + 1/2).
double discount_factor(const model::Study& study, int year);

// r / (1 - (1+r)^-n), and 1/n at r = 0: what a capital cost of 1 costs in each of n years.
double capital_recovery_factor(double rate, double years);

}  // namespace decawatt::planning
