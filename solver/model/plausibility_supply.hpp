// Plausibility of demand, fuels, and what generates, stores and moves power.
#pragma once

#include "model/plausibility_check.hpp"

namespace decawatt::model {

void check_demand(PlausibilityCheck& check);     // energy by year, against capacity
void check_fuels(PlausibilityCheck& check);      // prices, emission factors
void check_equipment(PlausibilityCheck& check);  // plants, stores, lines, systems

}  // namespace decawatt::model
