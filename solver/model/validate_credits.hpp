// Production credits: their rules.
#pragma once

#include <vector>

#include "model/validate.hpp"

namespace decawatt::model {

// A credit is at most the cost of unserved energy; must-run plants and plants under agreements have none; existing
// capacity has no tax credit, so a plant with one must not have existing capacity.
void validate_credits(const Study& study, std::vector<Violation>& violations);

// Whether any plant has a credit, so that prices may be negative.
bool has_credits(const Study& study);

}  // namespace decawatt::model
