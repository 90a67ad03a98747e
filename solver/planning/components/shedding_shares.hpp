// Division of a shortage among parties that may shed load at the same cost.
#pragma once

#include <vector>

namespace decawatt::planning {

struct SheddingParty {
    double may_shed_mw;        // its load that may be shed
    double least_mw, most_mw;  // bounds from the limits of connections
};

// Shares of `total_mw`: λ · may_shed_mw clamped to [least_mw, most_mw], with λ such that they sum to the total. The
// total must lie between the sums of the limits.
std::vector<double> shares_of_shedding(double total_mw, const std::vector<SheddingParty>& parties);

}  // namespace decawatt::planning
