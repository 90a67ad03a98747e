// PUE and WUE of data centres.
#pragma once

#include "planning/plan.hpp"

namespace decawatt::planning {

// For one calendar year, and by month, from the dispatch of its weather years.
void summarise_data_centers(const model::Study& study, const std::vector<const YearDispatch*>& year, YearSummary& s);

}  // namespace decawatt::planning
