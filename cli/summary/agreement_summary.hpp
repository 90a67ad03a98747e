// What agreements, certificates and rules of firm capacity add to the summary of a plan.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "planning/plan.hpp"

namespace decawatt::cli {

void add_agreements(const model::Study& study, const planning::Plan& plan, nlohmann::json& document);
void print_agreements(const model::Study& study, const planning::Plan& plan);

}  // namespace decawatt::cli
