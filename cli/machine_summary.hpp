// Plans in whole machines, for people and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "io/hdf5/read_fixed_plan.hpp"
#include "planning/analyses/whole_units.hpp"

namespace decawatt::cli {

// Of a run: machines built, what they cost with their operation, and what rounding costs. Null, and nothing printed,
// where the study states no machines.
nlohmann::json whole_units_json(const model::Study& study, const planning::Plan& plan);
void print_whole_units(const model::Study& study, const planning::Plan& plan);

// Of a plan that is operated or sampled in whole machines: a line each; none where it is not.
std::vector<std::string> machine_lines(const io::StoredPlan& stored);
nlohmann::json machines_json(const std::vector<planning::AssetUnits>& machines);

}  // namespace decawatt::cli
