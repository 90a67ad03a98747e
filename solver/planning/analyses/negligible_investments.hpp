// Removal of investments that are below the accuracy of the solver.
#pragma once

#include <vector>

#include "planning/program.hpp"

namespace decawatt::planning {

// Per border variable of the program: below this, MW (MWh of a store's energy), it is negligible.
std::vector<double> negligible_border(const model::Study& study, const profiles::Profiles& profiles,
                                      const Program& program);

// Sets border variables below `least` to zero, and cuts what runs on them to its new bounds. The solution is changed
// only where its certificate, computed again from the whole program, holds to the tolerance afterwards.
void drop_negligible(const lp::StaircaseProgram& program, const std::vector<double>& least, double power_unit_mw,
                     double tolerance, lp::Solution& solution);

// The same with the investments that are negligible in the study (planning/negligible.hpp), to its tolerance.
void drop_negligible_investments(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                                 lp::Solution& solution);

}  // namespace decawatt::planning
