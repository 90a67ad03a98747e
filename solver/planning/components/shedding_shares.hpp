// Which of those that may shed load at the same cost bears a shortage.
#pragma once

#include <vector>

namespace decawatt::planning {

struct SheddingParty {
    double may_shed_mw;        // its load that may be shed
    double least_mw, most_mw;  // what limits of connections leave it to shed
};

// Shares of `total_mw` in proportion to what each party may shed, λ · may_shed clamped to its limits, with the λ at
// which they add to the total. The total lies between the sums of the limits.
std::vector<double> shares_of_shedding(double total_mw, const std::vector<SheddingParty>& parties);

}  // namespace decawatt::planning
