// Rules about tariffs.
#pragma once

#include "model/validate.hpp"

namespace decawatt::model {

// The blocks of a tariff that state energy prices cover every hour once; those of a period agree on its demand charge
// in a month, its ratchet and its minimum take. From the side of a campus every tariff is of a market region.
void validate_tariffs(const Study& study, std::vector<Violation>& violations);

}  // namespace decawatt::model
