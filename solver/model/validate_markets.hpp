// Rules about markets.
#pragma once

#include "model/validate.hpp"

namespace decawatt::model {

// A market has a buying price, and a selling price where it may be sold to; no price is beyond the cost of unserved
// energy, above or below zero; and in no hour does buying cost less than selling earns, also by way of a data centre
// with a tariff that may export.
void validate_markets(const Study& study, std::vector<Violation>& violations);

}  // namespace decawatt::model
