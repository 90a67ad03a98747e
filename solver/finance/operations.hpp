// Energy, revenue and operating expenses of a project.
#pragma once

#include "finance/cash_flow.hpp"

namespace decawatt::finance {

// Fills energy, revenue (without payments that serve debt), expenses and ebitda. `price_per_mwh`: of year 1, or none to
// take the stated schedule. Needs result.incentive.
void add_operations(const Project& project, const double* price_per_mwh, ProForma& result);

}  // namespace decawatt::finance
