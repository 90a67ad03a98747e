// Values of states at the end of the windows of a rolling horizon, from the components that own the states.
#pragma once

#include "planning/analyses/rolling.hpp"
#include "planning/program.hpp"

namespace decawatt::planning {

// Of one chain that begins with the states of `start`. The result refers to `study`, `profiles`, `program` and `fixed`,
// which must outlive it; `fixed` has every year of the study. `values_content`: states at the end of a window are worth
// what the plan says; otherwise nothing, but for those at the end of the year and those that are owed
// (Component::owed).
WindowValues window_values(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                           const FixedPlan& fixed, bool values_content, std::size_t chain, const lp::Vector& start);

}  // namespace decawatt::planning
