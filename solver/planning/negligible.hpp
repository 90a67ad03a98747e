// Thresholds of negligible investments: an interior-point solution has a small positive amount of every option.
#pragma once

#include "planning/investments.hpp"

namespace decawatt::planning {

// Threshold per investment, MW (MWh for the energy of a store): a millionth of the highest load that the asset may
// serve: of the data centres of its contract, of the data centre behind whose connection it is, or else of its region
// (for a line, the smaller of its two). So the investments of a 1 MW hub are significant in a grid of 100 GW. If the
// accuracy of the solution, `resolution_mw`, is larger, it is the threshold, up to a thousandth of that load. Energy of
// a fixed duration has the threshold of its power times the hours: both are set to zero or neither.
std::vector<double> negligible_amounts(const model::Study& study, const profiles::Profiles& profiles,
                                       const assets::Groups& groups, const std::vector<Investment>& investments,
                                       double resolution_mw);

}  // namespace decawatt::planning
