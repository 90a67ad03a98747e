// Thresholds of negligible investments: an interior-point solution has a small positive amount of every option.
#pragma once

#include "planning/investments.hpp"

namespace decawatt::planning {

// Threshold per investment, MW (MWh for the energy of a store): a ten-thousandth of the highest load of the data
// centres of its contract, or else of the data centre behind whose connection it is; of what serves a region a
// millionth of the region's (for a line, of the smaller of its two). So the investments of a 1 MW hub are significant
// in a grid of 100 GW, also where they serve the region.
std::vector<double> negligible_amounts(const model::Study& study, const profiles::Profiles& profiles,
                                       const assets::Groups& groups, const std::vector<Investment>& investments);

}  // namespace decawatt::planning
