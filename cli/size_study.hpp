// Solving the program of a study, up to its plan or to the reason that there is none.
#pragma once

#include <optional>

#include "cli/run_support.hpp"
#include "planning/analyses/infeasibility.hpp"
#include "planning/program.hpp"

namespace decawatt::cli {

struct Sizing {
    lp::Solution solution;
    std::optional<planning::Plan> plan;                // where `solution` is optimal, on the first rank alone
    std::optional<planning::Explanation> explanation;  // where it is not: what is in conflict, if that may be why

    bool sized() const { return plan && plan->status == lp::Status::optimal; }
};

// What the solver is given beside the program.
struct Means {
    const base::Progress& progress;
    const lp::StartingPoint* from = nullptr;
    parallel::Communicator ranks = parallel::Communicator::alone();
};

// A sized plan is operated in whole machines too, where the study states them (Plan::whole). Laps of `watch` go to
// solve_s and build_s of `timing`. Throws base::Interrupted where `progress` says stop.
Sizing size_program(const model::Study& study, const profiles::Profiles& profiles, const planning::Program& program,
                    const Means& means, Stopwatch& watch, planning::Timing& timing);

}  // namespace decawatt::cli
