// Removal of investments that are below the accuracy of the solver.
#pragma once

#include "planning/program.hpp"

namespace decawatt::planning {

// Sets negligible investments (planning/negligible.hpp) of an optimal solution to zero, and clips the columns scaled by
// them to their new bounds. The change is accepted only if the certificate, recomputed from the whole program, is
// within the study's tolerance.
void drop_negligible_investments(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                                 lp::Solution& solution);

}  // namespace decawatt::planning
