#pragma once

#include <nlohmann/json.hpp>

#include "planning/analyses/infeasibility.hpp"

namespace decawatt::cli {

// Why a study has no plan: the figures of app::explanation_text as JSON.
nlohmann::json explanation_json(const planning::Explanation& explanation);

}  // namespace decawatt::cli
