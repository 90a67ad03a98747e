// Output of capacity additions, as text and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "cli/summary/built_assets.hpp"

namespace decawatt::cli {

inline constexpr double kLeastShown = 0.05;  // MW or MWh: smaller additions are within the accuracy of the solver

// Prints additions of the assets of a payer over the horizon, with limits and capital costs.
void print_built(const model::Study& study, const planning::Plan& plan, const std::vector<BuiltAsset>& assets,
                 const planning::Payer& payer);

// Prints additions of assets that belong to no contract or data centre.
void print_grid_builds(const model::Study& study, const planning::Plan& plan);

// The same for each asset with an expansion option.
nlohmann::json built_json(const model::Study& study, const planning::Plan& plan);

}  // namespace decawatt::cli
