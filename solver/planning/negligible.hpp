// Amounts too small to be an investment: an interior point leaves a little of everything that may be built.
#pragma once

#include "planning/investments.hpp"

namespace decawatt::planning {

// Per investment: less than this, MW (MWh of a store's energy), is no investment. A millionth of the highest load that
// the asset may serve: of the data centres of its contract, of the data centre it stands behind, else of its region (of
// a line the smaller of both). So what a hub of a megawatt builds counts in a grid of 100 GW.
std::vector<double> negligible_amounts(const model::Study& study, const profiles::Profiles& profiles,
                                       const assets::Groups& groups, const std::vector<Investment>& investments);

}  // namespace decawatt::planning
