#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "model/study.hpp"
#include "planning/analyses/infeasibility.hpp"

namespace decawatt::cli {

// Why a study has no plan, by the names of its tables: lines of text, and the same figures as JSON.
std::string explanation_text(const model::Study& study, const planning::Explanation& explanation);
nlohmann::json explanation_json(const planning::Explanation& explanation);

}  // namespace decawatt::cli
