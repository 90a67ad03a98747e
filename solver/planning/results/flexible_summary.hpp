// Work that waited, moved or was lost in a year.
#pragma once

#include <vector>

#include "planning/plan.hpp"

namespace decawatt::planning {

// Of the weather years of one year. Adds the cost of lost computing to that of operation.
void summarise_flexible_work(const model::Study& study, const std::vector<const YearDispatch*>& weathers,
                             YearSummary& summary);

}  // namespace decawatt::planning
