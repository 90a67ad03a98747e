#include "base/capital_recovery.hpp"

#include <cmath>

namespace decawatt::base {

double capital_recovery_factor(double rate_frac, double years) {
    return rate_frac == 0.0 ? 1.0 / years : -rate_frac / std::expm1(-years * std::log1p(rate_frac));
}

}  // namespace decawatt::base
