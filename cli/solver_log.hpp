// The solver's log on standard error.
#pragma once

#include "lp/solution.hpp"

namespace decawatt::cli {

// Prints a line an iteration; empty unless `verbose`. `prints`: false on other ranks than the first, which take part in
// the log without printing it.
lp::IterationLog solver_log(bool verbose, bool prints = true);

}  // namespace decawatt::cli
