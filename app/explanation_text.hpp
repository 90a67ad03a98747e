// Text that explains an infeasible study, with the names of its tables.
#pragma once

#include <string>

#include "model/study.hpp"
#include "planning/analyses/infeasibility.hpp"

namespace decawatt::app {

// Lines of text for users.
std::string explanation_text(const model::Study& study, const planning::Explanation& explanation);

}  // namespace decawatt::app
