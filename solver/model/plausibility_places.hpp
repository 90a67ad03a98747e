// Plausibility of sites and regions: coordinates against the clock and the climate, and of regions against their sites.
#pragma once

#include "model/plausibility_check.hpp"

namespace decawatt::model {

void check_places(PlausibilityCheck& check);

}  // namespace decawatt::model
