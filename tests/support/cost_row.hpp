// A linking row that holds the cost of chains, behind the rows of a program.
#pragma once

#include "lp/solution.hpp"

namespace decawatt::tests {

// Costs of the chains from the first to `last`, and of the border where `with_border`, times 0.05. It does not bind:
// the caller sets its right-hand side.
void add_cost_row(lp::StaircaseProgram& p, int last, bool with_border, lp::Sense sense);

// What the last linking row sums to.
double last_activity(const lp::StaircaseProgram& p, const lp::Solution& s);

// All costs times -1.
void turn_costs(lp::StaircaseProgram& p);

}  // namespace decawatt::tests
