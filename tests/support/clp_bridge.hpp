// An independent solver for staircase programs: the program written out as one flat linear program, solved by coin-or
// Clp. Tests only.
#pragma once

#include <string>

#include "lp/solution.hpp"
#include "lp/staircase_program.hpp"

namespace decawatt::tests {

struct FlatResult {
    bool optimal = false, infeasible = false;
    double objective = 0.0;  // with the program's offset
    lp::Solution solution;   // x, y, k and lambda as the program's own solver would return them; no certificate
};

// One flat row per stage row, per scaled bound that is not switched off (x_jt - u_jt P_g k ≤ u_jt κ0_g) and per linking
// row; one flat column per local and border variable. y and lambda are Clp's row prices, ∂cost/∂b and ∂cost/∂h. y is
// the dual of the stage rows alone: the rows of scaled bounds belong to the bounds and are left out.
FlatResult solve_with_clp(const lp::StaircaseProgram& program);

// A program that Clp reads from an MPS file and solves.
struct MpsResult {
    int faults = -1;  // of the file, as Clp counts them
    bool optimal = false;
    double objective = 0.0;  // with the constant of the file
    std::vector<std::string> row_names, column_names;
    std::vector<double> x;  // by column
};

MpsResult solve_mps_with_clp(const std::string& path);

}  // namespace decawatt::tests
