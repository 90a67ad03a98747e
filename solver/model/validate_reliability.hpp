// The part of `validate` on plants with outages and overhauls, and on flexible data centres.
#pragma once

#include <string>
#include <vector>

#include "model/validate.hpp"

namespace decawatt::model {

void validate_reliability(const Study& study, std::vector<Violation>& violations);

// What has no series from a file has what the models need.
void validate_modelled(const Study& study, std::vector<Violation>& violations);

}  // namespace decawatt::model
