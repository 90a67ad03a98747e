#pragma once

#include "cli/options/options.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "model/study.hpp"
#include "planning/analyses/operate.hpp"

namespace decawatt::cli {

// Prints the results of a dispatch by weather year with mean and worst, and compared with perfect foresight if it was
// limited: a table, or with --json the document of a run with the additional keys `foresight`, `differences`, `weather`
// and `machines`. `stored`: the plan dispatched.
void print_dispatch_summary(const model::Study& study, const planning::Operation& operation,
                            const io::StoredPlan& stored, const Options& options);

void print_dispatch_failure(const model::Study& study, const planning::Plan& plan, const Options& options);

}  // namespace decawatt::cli
