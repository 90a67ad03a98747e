#include "finance/schedule.hpp"

#include <cmath>

namespace decawatt::finance {

std::vector<double> by_year(const Schedule& schedule, int years, double inflation_frac) {
    if (schedule.value.size() != 1) return by_year(schedule.value, years);
    std::vector<double> values(static_cast<std::size_t>(years) + 1, 0.0);
    const double growth = 1.0 + schedule.escalation_frac + inflation_frac;
    for (int t = 1; t <= years; ++t) values[static_cast<std::size_t>(t)] = schedule.value[0] * std::pow(growth, t - 1);
    return values;
}

std::vector<double> by_year(const std::vector<double>& values, int years) {
    std::vector<double> all(static_cast<std::size_t>(years) + 1, 0.0);
    for (std::size_t t = 1; t < all.size(); ++t)
        all[t] = values.size() == 1 ? values[0] : t <= values.size() ? values[t - 1] : 0.0;
    return all;
}

std::vector<double> remaining_output(const std::vector<double>& loss_frac, int years) {
    std::vector<double> remaining(static_cast<std::size_t>(years) + 1, 0.0);
    for (std::size_t t = 1; t < remaining.size(); ++t)
        remaining[t] = loss_frac.size() == 1   ? std::pow(1.0 - loss_frac[0], static_cast<double>(t - 1))
                       : t <= loss_frac.size() ? 1.0 - loss_frac[t - 1]
                                               : 0.0;
    return remaining;
}

}  // namespace decawatt::finance
