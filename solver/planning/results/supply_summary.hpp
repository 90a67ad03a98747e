// Scores of contracts, and the cost of supply of contracts and of data centres without one.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

// Requires the plan's annual summaries.
void summarise_supply(const model::Study& study, const Layout& layout, const std::vector<double>& built, Plan& plan);

}  // namespace decawatt::planning
