// The comparison of our method with Clp.
#pragma once

#include <string>

#include "lp/staircase_program.hpp"

namespace decawatt::tests {

// Solves with our method and with Clp: empty where the verdict is the same and the objectives agree to 1e-6, else what
// differs, in words.
std::string disagreement(const lp::StaircaseProgram& program);

}  // namespace decawatt::tests
