// Installed and built capacity by year.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

// Nameplate capacity at the end of each calendar year; `built`: by investment, MW (MWh).
YearCapacity read_capacity(const model::Study& study, const Layout& layout, const std::vector<double>& built);

}  // namespace decawatt::planning
