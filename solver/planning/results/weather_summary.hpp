// Figures of each (calendar year, weather year).
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

// In the order of the dispatch.
void summarise_weather(const model::Study& study, const Layout& layout, const std::vector<double>& built, Plan& plan);

}  // namespace decawatt::planning
