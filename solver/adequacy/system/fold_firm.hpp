// Plants that never fail, as one series of power for each node.
#pragma once

#include "adequacy/system/system.hpp"

namespace decawatt::adequacy {

// Whether chance never takes capacity from it: no cause that fails, no planned outages in turn, no delay.
bool is_firm(const System& system, const Exposure& exposure);

// The system with the firm units of each node replaced by one, whose capacity is their sum in every hour. Its results
// are those of `system` up to rounding; a study that gives a hundred plants an hourly series costs what one costs.
// Names are lost: what looks for a plant by name (capacity_credit) starts from the system itself.
System fold_firm(const System& system);

}  // namespace decawatt::adequacy
