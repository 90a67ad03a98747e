// Output of plans in whole machines, as text and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "io/hdf5/read_fixed_plan.hpp"
#include "planning/analyses/whole_units.hpp"

namespace decawatt::cli {

// For a run: machines built, cost of the plan in whole machines, and cost of rounding. Null, and nothing printed, if
// the study states no machine sizes.
nlohmann::json whole_units_json(const model::Study& study, const planning::Plan& plan);
void print_whole_units(const model::Study& study, const planning::Plan& plan);

// For a plan that is dispatched or sampled in whole machines: one line per asset; empty otherwise.
std::vector<std::string> machine_lines(const io::StoredPlan& stored);
nlohmann::json machines_json(const std::vector<planning::AssetUnits>& machines);

}  // namespace decawatt::cli
