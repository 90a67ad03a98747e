// What was built of each asset that may be built, for people and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "cli/built_assets.hpp"

namespace decawatt::cli {

inline constexpr double kLeastShown = 0.05;  // MW or MWh: less is the rounding of the solver

// Of those that this payer pays for: what was built over the horizon, of which limit, at which capital cost.
void print_built(const model::Study& study, const planning::Plan& plan, const std::vector<BuiltAsset>& assets,
                 const planning::Payer& payer);

// What was built for nobody in particular.
void print_grid_builds(const model::Study& study, const planning::Plan& plan);

// The same of each asset that may be built.
nlohmann::json built_json(const model::Study& study, const planning::Plan& plan);

}  // namespace decawatt::cli
