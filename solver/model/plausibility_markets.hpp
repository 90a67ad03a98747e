// Whether prices of markets and tariffs are of a usual size: slips of kWh for MWh, of kW for MW.
#pragma once

#include "model/plausibility_check.hpp"

namespace decawatt::model {

void check_markets(PlausibilityCheck& check);

}  // namespace decawatt::model
