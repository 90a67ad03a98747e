// Dispatch of years with perfect foresight, with their targets and caps as rows.
#pragma once

#include <string>
#include <vector>

#include "lp/restriction.hpp"
#include "planning/analyses/rolling.hpp"
#include "planning/program.hpp"

namespace decawatt::planning {

// Solution of an independent part of the dispatch program. Matrices per chain of the part, duals per linking row of the
// part.
struct PartPoint {
    lp::Status status = lp::Status::optimal;
    std::string message;
    int iterations = 0;
    std::vector<lp::Matrix> x, y;
    lp::Vector border;  // per border variable of the part
    lp::Vector link_duals;
    lp::Certificate certificate;  // without penalties on shortfalls
};

// Solves the part with the first penalties of Layout: if there is no shortfall, there is none with higher penalties
// either. Otherwise solves it with the full penalties. If shortfalls remain, it is solved a third time with the rows
// relaxed by those shortfalls, so that only further shortfall is penalised: otherwise penalties would dominate the
// objective, and a gap relative to it would say little about costs.
PartPoint solve_part(const Program& program, const lp::Part& part, double tolerance, const SolveProgram& solve);

}  // namespace decawatt::planning
