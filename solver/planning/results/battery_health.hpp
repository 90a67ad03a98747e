// Ageing of a plan's batteries under its dispatch, by the detailed model.
#pragma once

#include "planning/plan.hpp"

namespace decawatt::planning {

// For every store group with a chemistry, ageing of its cells is simulated through the dispatch of the horizon, once
// for each weather year (the same weather year in every calendar year). Content is divided among energy of different
// vintages in proportion. Full means the usable energy of the plan in the year. Augmentation is added at the start of a
// year, in the amount that its end requires beyond all remaining energy, and ages too. Empty if no store ages. `plan`
// needs years, stores, builds, capacity and dispatch with values.
BatteryHealth battery_health(const model::Study& study, const Plan& plan);

}  // namespace decawatt::planning
