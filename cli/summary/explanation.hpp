#pragma once

#include <nlohmann/json.hpp>

#include "planning/analyses/infeasibility.hpp"

namespace decawatt::cli {

// The explanation of infeasibility: the figures of app::explanation_text as JSON.
nlohmann::json explanation_json(const planning::Explanation& explanation);

}  // namespace decawatt::cli
