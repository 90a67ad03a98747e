// Energies and emissions behind the meters of data centres and through their connections.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

// For one calendar year, from the dispatch of its weather years.
void summarise_data_center_energy(const model::Study& study, const Layout& layout,
                                  const std::vector<const YearDispatch*>& weathers, YearSummary& s);

}  // namespace decawatt::planning
