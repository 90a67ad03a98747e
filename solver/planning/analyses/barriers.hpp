// The limits that are kept and stand in the way of a plan.
#pragma once

#include "planning/analyses/infeasibility.hpp"
#include "planning/analyses/relaxed_program.hpp"

namespace decawatt::planning {

// The duals of the relaxed solution, weighed by what doubling each limit would bring at their rate, the strongest
// first.
std::vector<Barrier> find_barriers(const model::Study& study, const profiles::Profiles& profiles,
                                   const Program& program, const RelaxedProgram& relaxed, const lp::Solution& solution);

}  // namespace decawatt::planning
