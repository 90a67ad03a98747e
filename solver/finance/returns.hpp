// Returns and metrics.
#pragma once

#include "finance/cash_flow.hpp"

namespace decawatt::finance {

// A flow of the equity with the years of construction before year 0.
Row with_construction(const ProForma& result, const Row& flow);

// Present value at year 0 of a flow and of the equity spent before, up to the year `last` (< 0: all).
double value_at_start(const ProForma& result, const Row& flow, double rate_frac, int last = -1);

// Fills the rows of cumulative returns and the metrics.
void add_returns(const Project& project, ProForma& result);

}  // namespace decawatt::finance
