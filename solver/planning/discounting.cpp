#include "planning/discounting.hpp"

#include <cmath>

namespace decawatt::planning {

double discount_factor(const model::Study& study, int year) {
    return std::pow(1.0 + study.discount_rate, -(year - study.horizon.first_year + 0.5));
}

double capital_recovery_factor(double rate, double years) {
    if (rate == 0.0) return 1.0 / years;
    return rate / -std::expm1(-years * std::log1p(rate));
}

}  // namespace decawatt::planning
