// Plausibility of demand, fuels, plants, stores and lines.
#pragma once

#include "model/plausibility_check.hpp"

namespace decawatt::model {

void check_demand(PlausibilityCheck& check);     // annual energy compared with capacity
void check_fuels(PlausibilityCheck& check);      // prices, emission factors
void check_equipment(PlausibilityCheck& check);  // plants, stores, lines, systems

}  // namespace decawatt::model
