// PUE and WUE of data centres.
#pragma once

#include "planning/plan.hpp"

namespace decawatt::planning {

// Of a calendar year from the dispatch of its weather years, and by month.
void summarise_data_centers(const model::Study& study, const std::vector<const YearDispatch*>& year, YearSummary& s);

}  // namespace decawatt::planning
