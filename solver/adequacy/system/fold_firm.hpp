// Merges plants that never fail into one series of power per node.
#pragma once

#include "adequacy/system/system.hpp"

namespace decawatt::adequacy {

// Whether its capacity is certain: no outage cause that can fail, no planned outages, no delay.
bool is_firm(const System& system, const Exposure& exposure);

// The system with the firm units of each node replaced by one, whose capacity is their sum in every hour. Its results
// are those of `system` up to rounding; a study with hourly series for a hundred plants takes the time of one. Names of
// plants are lost: functions that find a plant by name (capacity_credit) need the original system.
System fold_firm(const System& system);

}  // namespace decawatt::adequacy
