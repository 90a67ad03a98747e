#pragma once

#include <string>

#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// Message about the first fault that makes a program unsolvable, with chain, row, column and stage; empty if there is
// none. Faults: a number that is not finite, an infinite, crossed or negative bound, a negative border map or offset.
std::string input_fault(const StaircaseProgram& program);

}  // namespace decawatt::lp
