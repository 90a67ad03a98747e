// Figures of each year from the series of a plan: undiscounted, weather years weighted.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

// Requires the plan's dispatch, capacity and discount factors.
void summarise(const model::Study& study, const Layout& layout, const std::vector<double>& built, Plan& plan);

}  // namespace decawatt::planning
