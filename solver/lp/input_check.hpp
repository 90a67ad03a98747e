#pragma once

#include <string>

#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// What makes a program unfit to be solved, in words that name chain, row, column and stage; empty where nothing does:
// a number that is not finite, an infinite, crossed or negative bound, a negative border map or offset.
std::string input_fault(const StaircaseProgram& program);

}  // namespace decawatt::lp
