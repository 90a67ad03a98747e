// Dispatch of one chain with a rolling horizon.
#pragma once

#include <functional>
#include <string>

#include "lp/restriction.hpp"
#include "lp/solution.hpp"

namespace decawatt::planning {

// Primal and dual values of one chain, and the status of the solution.
struct ChainPoint {
    lp::Status status = lp::Status::optimal;
    std::string message;
    int iterations = 0;
    lp::Matrix x, y;
    double row_violation = 0.0;  // largest over its windows, relative to the size of the row in the window
};

struct WindowStages {
    int window, step;
};

struct WindowValues {
    lp::Vector start;                      // x of the hour before the first: of cyclic columns
    std::function<lp::Vector(int)> after;  // duals of the rows that stand for the hours from one on; empty: nothing
    lp::Vector coming_back;                // the same after the last hour, which comes back to the start
    lp::Vector year_end;                   // bounds of columns in the last hour; infinite: none beside their own
    lp::Vector negligible;                 // states below it at the start of a window are zero; 0: of any size
};

using SolveProgram = std::function<lp::Solution(const lp::StaircaseProgram&)>;

// `kept` is called with the share of the chain that each window adds.
ChainPoint roll(const lp::StaircaseProgram& alone, const WindowStages& stages, const WindowValues& values,
                const SolveProgram& solve, const std::function<void(double)>& kept);

}  // namespace decawatt::planning
