// What is traded with markets, and the bills of tariffs.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "planning/plan.hpp"

namespace decawatt::cli {

// "perspective", "markets" and "bills" of a study that has markets or tariffs; others add nothing.
void add_purchases(const model::Study& study, const planning::Plan& plan, nlohmann::json& document);

// Trade and cost of each market, and the bill of each data centre by component, by year; energy that stores wasted by
// charging and discharging in one hour, where prices are negative.
void print_purchases(const model::Study& study, const planning::Plan& plan);

}  // namespace decawatt::cli
