// A synthetic energy system as a staircase program: a ring of regions with firm plants, sun and wind to be sized, a
// battery to be sized in each region, losses on the lines, a limit on emissions. Gigawatts, hours, prices near one. For
// tests and benchmarks of the solver.
#pragma once

#include <cstdint>

#include "lp/staircase_program.hpp"

namespace decawatt::tests {

struct EnergyShape {
    int regions = 3, stages = 168, chains = 1;
    double emission_share = 0.3;  // of the emissions if firm plants alone served the load
};

lp::StaircaseProgram energy_program(const EnergyShape& shape, std::uint32_t seed);

}  // namespace decawatt::tests
