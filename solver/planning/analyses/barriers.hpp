// The binding limits that the relaxed program keeps: those whose increase would reduce the violations most.
#pragma once

#include "planning/analyses/infeasibility.hpp"
#include "planning/analyses/relaxed_program.hpp"

namespace decawatt::planning {

// Ranked by dual value of the relaxed solution × limit: the reduction of weighted violation, at the marginal rate, if
// the limit is doubled. In falling order.
std::vector<Barrier> find_barriers(const model::Study& study, const profiles::Profiles& profiles,
                                   const Program& program, const RelaxedProgram& relaxed, const lp::Solution& solution);

}  // namespace decawatt::planning
