// Operating years that are known whole, with their targets and caps as rows.
#pragma once

#include <string>
#include <vector>

#include "lp/restriction.hpp"
#include "planning/analyses/rolling.hpp"
#include "planning/program.hpp"

namespace decawatt::planning {

// How a part of the program of an operation ended. Matrices per chain of the part, duals per linking row of it.
struct PartPoint {
    lp::Status status = lp::Status::optimal;
    std::string message;
    int iterations = 0;
    std::vector<lp::Matrix> x, y;
    lp::Vector link_duals;
    lp::Certificate certificate;  // without what is paid for what is missed
};

// Solves it with the first penalties of Layout among its costs: where nothing is missed at those, nothing is at higher
// ones. Otherwise with the others, and once more where something is missed even so: penalties then dwarf costs, and a
// gap relative to both says little of costs. So the rows give way by what is missed, and only more of it is paid for.
PartPoint solve_part(const Program& program, const lp::Part& part, double tolerance, const SolveProgram& solve);

}  // namespace decawatt::planning
