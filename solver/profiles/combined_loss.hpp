// Combination of losses in series, for photovoltaic systems and wind farms.
#pragma once

#include <span>

namespace decawatt::profiles {

// 1 - product of (1 - loss).
inline double combined_loss_frac(std::span<const double> losses_frac) {
    double kept = 1.0;
    for (const double loss : losses_frac) kept *= 1.0 - loss;
    return 1.0 - kept;
}

}  // namespace decawatt::profiles
