// Builds that are the rounding of the solver: an interior point leaves a little of everything that may be built.
#pragma once

#include "planning/layout.hpp"
#include "planning/planning.hpp"

namespace decawatt::planning {

// Per border variable of `builds`: less than this, MW (MWh of a store's energy), is no build. A millionth of the
// highest load that the asset may serve: of the data centres of its contract, of the data centre it stands behind, else
// of its region (of a line the smaller of both). So what a hub of a megawatt builds counts in a grid of 100 GW.
std::vector<double> negligible_mw(const model::Study& study, const profiles::Profiles& profiles, const Layout& layout,
                                  const std::vector<Build>& builds);

// Sets such builds of an optimal solution to zero, and cuts what runs on them to its new bounds. The solution is
// changed only where its certificate, computed again from the whole program, holds to the study's tolerance afterwards.
void drop_negligible_builds(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                            lp::Solution& solution);

}  // namespace decawatt::planning
