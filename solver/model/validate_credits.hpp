// Production credits: their rules.
#pragma once

#include <vector>

#include "model/validate.hpp"

namespace decawatt::model {

// A credit is at most the cost of unserved energy; must-run plants and what an agreement buys have none; what exists
// has no tax credit, so that a plant with one has no existing capacity.
void validate_credits(const Study& study, std::vector<Violation>& violations);

// Whether any plant has a credit, so that prices may be negative.
bool has_credits(const Study& study);

}  // namespace decawatt::model
