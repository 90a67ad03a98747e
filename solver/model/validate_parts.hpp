// Parts of `validate`, each with a file of its own.
#pragma once

#include <string>
#include <vector>

#include "model/validate.hpp"

namespace decawatt::model {

std::string shortest(double value);  // the fewest digits that say the number

// Plants with outages and overhauls, flexible data centres.
void validate_reliability(const Study& study, std::vector<Violation>& violations);

// What has no series from a file has what the models need.
void validate_modelled(const Study& study, std::vector<Violation>& violations);

}  // namespace decawatt::model
