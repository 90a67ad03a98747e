// Prices of targets and of stored energy: duals of linking rows and of state rows, in currency.
#pragma once

#include "planning/layout.hpp"
#include "planning/program.hpp"

namespace decawatt::planning {

// Zero where the solution has no values.
TargetPrices read_target_prices(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                                const lp::Solution& solution);
StateValues read_state_values(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                              const lp::Solution& solution);

}  // namespace decawatt::planning
