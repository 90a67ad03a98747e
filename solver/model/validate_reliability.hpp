// The rules of `validate` for plants with outages and maintenance, and for flexible data centres.
#pragma once

#include <string>
#include <vector>

#include "model/validate.hpp"

namespace decawatt::model {

void validate_reliability(const Study& study, std::vector<Violation>& violations);

// Everything without a series from a file must have the data that the models need.
void validate_modelled(const Study& study, std::vector<Violation>& violations);

}  // namespace decawatt::model
