#pragma once

#include "lp/solution.hpp"

namespace decawatt::lp {

// The certificate of a solution: residuals, a safe lower bound, the gap. Shares no code with the solver.
Certificate certify(const StaircaseProgram& program, const Solution& solution);

}  // namespace decawatt::lp
