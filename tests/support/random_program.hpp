// Random staircase programs with a known feasible point.
#pragma once

#include <cstdint>

#include "lp/staircase_program.hpp"

namespace decawatt::tests {

struct RandomShape {
    int chains = 1, stages = 12, rows = 4, columns = 12, states = 2;
    int border = 3, links = 2;
    bool cyclic = true;
    bool degenerate = false;  // small whole numbers: many optimal points
    bool fixed = false;       // some columns and border variables with an empty box
    double by_stage = 0.0;    // share of the entries of A, B, C and G that vary by stage
    double from_zero = 0.0;   // share of the states that start from zero though the chain is cyclic
};

lp::StaircaseProgram random_program(const RandomShape& shape, std::uint32_t seed);

}  // namespace decawatt::tests
