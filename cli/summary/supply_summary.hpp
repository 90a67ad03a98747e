#pragma once

#include <nlohmann/json_fwd.hpp>

#include "planning/results/supply.hpp"

namespace decawatt::cli {

// Contracts that supply a data centre, then data centres without a contract.
std::vector<planning::Supply> supplies_of(const model::Study& study, const planning::Plan& plan);

// By name and year: load, cost of supply with its components, generation, emissions, curtailment, matching.
nlohmann::json supplies_json(const model::Study& study, const planning::Plan& plan);

// For each supply with assets: years, cost of supply by item, additions and their limits.
void print_supplies(const model::Study& study, const planning::Plan& plan);

}  // namespace decawatt::cli
