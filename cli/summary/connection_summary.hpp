// Non-firm connections of a plan: what is imported over them and when they are curtailed.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "planning/plan.hpp"

namespace decawatt::cli {

// Of one year, by data centre that has a non-firm part under a rule of curtailment.
nlohmann::json nonfirm_json(const model::Study& study, const planning::Plan& plan, std::size_t year);

// A line for each data centre and year; nothing where none has a non-firm part under a rule.
void print_nonfirm(const model::Study& study, const planning::Plan& plan);

}  // namespace decawatt::cli
