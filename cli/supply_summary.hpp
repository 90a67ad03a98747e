#pragma once

#include <nlohmann/json_fwd.hpp>

#include "planning/results/supply.hpp"

namespace decawatt::cli {

// Contracts that supply a data centre, then data centres without a contract.
std::vector<planning::Supply> supplies_of(const model::Study& study, const planning::Plan& plan);

// By name: load, cost of supply with what is in it, generation, emissions, curtailment, matching, by year.
nlohmann::json supplies_json(const model::Study& study, const planning::Plan& plan);

// Of each supply with assets of its own: years, cost of supply by line, what was built for it of its limit.
void print_supplies(const model::Study& study, const planning::Plan& plan);

}  // namespace decawatt::cli
