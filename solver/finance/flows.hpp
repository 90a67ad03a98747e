// Flows of cash of the project and of its owner.
#pragma once

#include "finance/cash_flow.hpp"

namespace decawatt::finance {

// Fills the costs at year 0 in result.totals, from debt and reserves.
void add_costs(const Project& project, ProForma& result);

// Fills result.flow, from all rows before.
void add_flows(const Project& project, ProForma& result);

}  // namespace decawatt::finance
