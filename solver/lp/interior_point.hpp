// Primal-dual interior-point method for staircase programs (docs/method/interior_point.md).
#pragma once

#include "base/progress.hpp"
#include "lp/solution.hpp"
#include "lp/starting_point.hpp"
#include "parallel/communicator.hpp"

namespace decawatt::lp {

struct Settings {
    double tolerance = 1e-6;  // relative gap and scaled residuals
    int max_iterations = 400;
    int segment_stages = 274;  // fixed, so that results do not depend on the number of threads
    int correctors = 4;        // centrality correctors per factorisation
    // Iterations beyond the tolerance, at most: they go on while each halves the gap. Near the optimum one gains a
    // digit or more, so that what the tolerance leaves undecided (a capacity that should be zero) is decided.
    int refinements = 0;
};

// As plans are solved: refined beyond the tolerance, which takes three to six iterations more of some sixty.
Settings plan_settings(double tolerance);

// Solves the program, from `from` where it is given. Same bits for any number of threads and ranks; every rank gets the
// whole solution. Never throws for what the numbers do: see Solution::status.
Solution solve(const StaircaseProgram& program, const Settings& settings, const base::Progress& progress,
               const StartingPoint* from = nullptr,
               const parallel::Communicator& ranks = parallel::Communicator::alone());

}  // namespace decawatt::lp
