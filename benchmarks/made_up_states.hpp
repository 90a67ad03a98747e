// A program with more states than its study has, to measure what a state costs. For benchmarks alone.
#pragma once

#include "lp/staircase_program.hpp"

namespace decawatt::benchmarks {

// Adds states to every chain that has any, up to `states`: copies of its own in turn, so that they are spread over the
// places of the system. A copy has rows and columns of its own (of a store: its balance; charging, discharging and
// content), which enter the other rows as the columns that they copy do. Its bounds and right-hand sides are one
// hundredth of those, its bounds fixed, and each copy costs one percent more than the one before: the solution hardly
// changes, and no two columns are equal.
void add_states(lp::StaircaseProgram& program, int states);

// Of the chain that has the most.
int most_states(const lp::StaircaseProgram& program);

}  // namespace decawatt::benchmarks
