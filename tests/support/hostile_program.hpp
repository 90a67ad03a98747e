// Random staircase programs with one numerical difficulty each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::tests {

// Kinds in a fixed order; the last one combines two of the others.
const std::vector<std::string>& hostile_kinds();

lp::StaircaseProgram hostile_program(const std::string& kind, std::uint32_t seed);

}  // namespace decawatt::tests
