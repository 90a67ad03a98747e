#pragma once

#include <string>

#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// What makes a program unfit to be solved, in words; empty where nothing does: NaN anywhere, an infinite or crossed
// bound, a negative bound.
std::string input_fault(const StaircaseProgram& program);

}  // namespace decawatt::lp
