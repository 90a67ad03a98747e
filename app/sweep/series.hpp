// Series of cases that start from one another: they are solved one after the other, in the same part of the sweep.
#pragma once

#include <cstddef>
#include <vector>

#include "app/sweep/cases.hpp"

namespace decawatt::app {

using CaseSeries = std::vector<std::size_t>;  // indices of tasks, each starting from the one before it

// Every task in one series. A task that starts from none of `tasks` begins one, in the order of the tasks.
std::vector<CaseSeries> series_of(const std::vector<CaseTask>& tasks);

// Estimated size of each series: that of its tasks together.
std::vector<double> sizes_of(const std::vector<CaseTask>& tasks, const std::vector<CaseSeries>& series);

}  // namespace decawatt::app
