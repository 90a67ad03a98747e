// The capital recovery factor.
#pragma once

namespace decawatt::base {

// r / (1 - (1+r)^-n), and 1/n at r = 0: the payment in each of n years, at their ends, that is worth 1 at the start.
double capital_recovery_factor(double rate_frac, double years);

}  // namespace decawatt::base
