// A program cut to the first stages of every chain, to measure how cost grows with length. For benchmarks alone: the
// cut program is of the same kind as the whole, but no plan of anything.
#pragma once

#include "lp/staircase_program.hpp"

namespace decawatt::benchmarks {

// Keeps the first `stages` stages of every chain that has more. A cyclic chain stays cyclic: its last kept stage comes
// before its first. What stands for whole chains is scaled by the share of stages kept, so that capacities are worth
// as much, and targets ask for as much, as before: the costs of the border, the linking rows that some chain meets
// (their entries of the border and right-hand sides) and the objective's constant. Rows of the border alone, such as
// limits of what may be built, stay. The rest of the seasons is missing: sizes of capacities mean nothing.
void cut_stages(lp::StaircaseProgram& program, int stages);

}  // namespace decawatt::benchmarks
