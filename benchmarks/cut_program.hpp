// A program cut to the first stages of every chain, to measure how cost grows with length. For benchmarks alone: the
// cut program has the structure of the whole, but its solution is not a plan.
#pragma once

#include "lp/staircase_program.hpp"

namespace decawatt::benchmarks {

// Keeps the first `stages` stages of every chain that has more. A cyclic chain stays cyclic: its last kept stage comes
// before its first. Quantities of whole chains are scaled by the share of stages kept, so that the value of capacity
// and the strictness of targets do not change: the costs of the border, the linking rows with entries of a chain (their
// entries of the border and right-hand sides) and the objective's constant. Rows of the border alone, such as build
// limits, are kept. The other seasons are missing, so that sizes of capacities are not meaningful.
void cut_stages(lp::StaircaseProgram& program, int stages);

}  // namespace decawatt::benchmarks
