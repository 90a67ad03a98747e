// Plausibility of data centres, their halls and connections.
#pragma once

#include "model/plausibility_check.hpp"

namespace decawatt::model {

void check_load(PlausibilityCheck& check);

}  // namespace decawatt::model
