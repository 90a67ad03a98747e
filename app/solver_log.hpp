// The log of a solver, collected from solves that may run at once.
#pragma once

#include <memory>
#include <vector>

#include "lp/solution.hpp"

namespace decawatt::app {

// Passes every iteration on, one at a time, and keeps it. Without a receiver it is off: the solver then has no log.
class SolverLog {
  public:
    explicit SolverLog(lp::IterationLog receiver);

    lp::IterationLog callback() const;  // empty if it is off
    // What was kept: solves by name, each in the order of its iterations.
    std::vector<lp::IterationRecord> records() const;

  private:
    struct State;
    std::shared_ptr<State> state_;  // none: off
};

}  // namespace decawatt::app
