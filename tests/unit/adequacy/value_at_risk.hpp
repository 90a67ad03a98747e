// Conditional value at risk of the values themselves: Distribution::value_at_risk without bins.
#pragma once

#include <algorithm>
#include <functional>
#include <span>
#include <vector>

namespace decawatt::adequacy::made {

inline double conditional_value_at_risk(std::span<const double> values, double level) {
    std::vector<double> sorted(values.begin(), values.end());
    std::ranges::sort(sorted, std::greater{});
    const double tail = (1.0 - level) * static_cast<double>(sorted.size());  // number of values in the tail
    double sum = 0.0, left = tail;
    for (const double value : sorted) {
        const double share = std::min(1.0, left);
        sum += share * value;
        left -= share;
        if (left <= 0.0) break;
    }
    return sum / tail;
}

}  // namespace decawatt::adequacy::made
