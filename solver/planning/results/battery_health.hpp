// What a plan's dispatch does to its batteries, by the detailed model of ageing.
#pragma once

#include "planning/plan.hpp"

namespace decawatt::planning {

// For every store group with a chemistry: its cells lived through the dispatch of the horizon, years in their order,
// once for each weather year (the same weather year in every calendar year). Energy of different years shares the
// content in proportion. A full store is one that holds what the plan counts on in the year. Augmentation is built at
// the start of a year, as much as its end needs with what is left of everything before, and ages itself. Empty where no
// store ages. `plan` needs years, stores, builds, capacity and dispatch with values.
BatteryHealth battery_health(const model::Study& study, const Plan& plan);

}  // namespace decawatt::planning
