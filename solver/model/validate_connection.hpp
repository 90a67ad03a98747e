// Rules about what the grid offers data centres.
#pragma once

#include <vector>

#include "model/validate.hpp"

namespace decawatt::model {

// The non-firm part is at most the connection; a rule of curtailment has what it needs, and what may be built of the
// non-firm part has a rule; an hourly file is given where the rule is `series`, and nowhere else.
void validate_connections(const Study& study, std::vector<Violation>& violations);

}  // namespace decawatt::model
