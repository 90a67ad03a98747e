// What curtailment leaves of the non-firm connections of data centres in a year.
#pragma once

#include <vector>

#include "planning/layout.hpp"

namespace decawatt::planning {

// Import over the non-firm part, hours of its curtailment and events, means over the weather years of the year. Nothing
// where no rule curtails any. `built`: of layout.investments, in MW.
void summarise_curtailment(const model::Study& study, const Layout& layout, const std::vector<double>& built,
                           const std::vector<const YearDispatch*>& weathers, YearSummary& s);

}  // namespace decawatt::planning
