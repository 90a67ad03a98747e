// Leaving out the investments that are the rounding of the solver.
#pragma once

#include "planning/program.hpp"

namespace decawatt::planning {

// Sets negligible investments (planning/negligible.hpp) of an optimal solution to zero, and cuts what runs on them to
// its new bounds. The solution is changed only where its certificate, computed again from the whole program, holds to
// the study's tolerance afterwards.
void drop_negligible_investments(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                                 lp::Solution& solution);

}  // namespace decawatt::planning
