// Rules of flexible work that concern several fields.
#pragma once

#include <vector>

#include "model/validate.hpp"

namespace decawatt::model {

void validate_flexible_work(const Study& study, std::vector<Violation>& violations);

}  // namespace decawatt::model
