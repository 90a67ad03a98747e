// Random staircase programs made hostile on purpose, one kind of malice each, and the comparison with Clp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lp/staircase_program.hpp"

namespace decawatt::tests {

// In a fixed order; the last one mixes two of the others.
const std::vector<std::string>& hostile_kinds();

lp::StaircaseProgram hostile_program(const std::string& kind, std::uint32_t seed);

// Solves with our method and with Clp: empty where the verdict is the same and the objectives agree to 1e-6, else what
// differs, in words.
std::string disagreement(const lp::StaircaseProgram& program);

}  // namespace decawatt::tests
