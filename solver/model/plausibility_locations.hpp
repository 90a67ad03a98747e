// Plausibility of sites and regions: coordinates compared with UTC offset and climate, and regions with their sites.
#pragma once

#include "model/plausibility_check.hpp"

namespace decawatt::model {

void check_locations(PlausibilityCheck& check);

}  // namespace decawatt::model
