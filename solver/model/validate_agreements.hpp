// Consistency of agreements, certificates, firm capacity and fuel limits.
#pragma once

#include <vector>

#include "model/validate.hpp"

namespace decawatt::model {

void validate_agreements(const Study& study, std::vector<Violation>& violations);

}  // namespace decawatt::model
