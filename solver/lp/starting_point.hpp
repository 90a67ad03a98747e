// Where a solve may begin: what an earlier solution of a program of the same shape knew.
#pragma once

#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// In the program's units. Quantities of the stages are not asked for: they follow from the duals, as the centre of what
// their reduced costs allow.
struct StartingPoint {
    std::vector<Matrix> y;  // per chain: rows × stages, duals of the stage rows
    Vector k;               // border
    Vector lambda;          // duals of the linking rows
};

// Throws base::LogicError where the shapes disagree.
void check_shapes(const StaircaseProgram& program, const StartingPoint& from);

}  // namespace decawatt::lp
