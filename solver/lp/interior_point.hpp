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
    int correctors = 3;        // centrality correctors per factorisation
    // Maximum number of iterations after the tolerance is met, to one point of the central path. It determines what the
    // tolerance leaves uncertain, such as a capacity that should be zero, and the operation among equal optima.
    int refinements = 0;
    IterationLog log = {};  // on all ranks or on none; without one, no pair is looked for
};

// Settings for plans: with refinement.
Settings plan_settings(double tolerance);

// The settings with the name of a solve in its log.
Settings with_log_name(Settings settings, const std::string& solve);

// Solves the program, from `from` where it is given. Same bits for any number of threads and ranks; every rank gets the
// whole solution. Numerical outcomes never throw: see Solution::status.
Solution solve(const StaircaseProgram& program, const Settings& settings, const base::Progress& progress,
               const StartingPoint* from = nullptr,
               const parallel::Communicator& ranks = parallel::Communicator::alone());

}  // namespace decawatt::lp
