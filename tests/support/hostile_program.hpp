// Random staircase programs made hostile on purpose, one kind of malice each.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::tests {

// In a fixed order; the last one mixes two of the others.
const std::vector<std::string>& hostile_kinds();

lp::StaircaseProgram hostile_program(const std::string& kind, std::uint32_t seed);

}  // namespace decawatt::tests
