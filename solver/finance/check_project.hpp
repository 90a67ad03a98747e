// Faults of a project.
#pragma once

#include "finance/project.hpp"

namespace decawatt::finance {

// Throws base::InputError with every fault: fractions out of range, debt that outlives the project, a coverage ratio
// below 1, shares that do not add up.
void check_project(const Project& project);

}  // namespace decawatt::finance
