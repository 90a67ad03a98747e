#pragma once

#include "cli/options.hpp"
#include "io/hdf5/read_fixed_plan.hpp"
#include "model/study.hpp"
#include "planning/analyses/operate.hpp"

namespace decawatt::cli {

// What a dispatch found, weather year by weather year with mean and worst, and against perfect foresight where it was
// limited: a table for people, or with --json the document of a run with `foresight`, `differences`, `weather` and
// `machines` more. `stored`: the plan that was operated.
void print_dispatch_summary(const model::Study& study, const planning::Operation& operation,
                            const io::StoredPlan& stored, const Options& options);

void print_dispatch_failure(const model::Study& study, const planning::Plan& plan, const Options& options);

}  // namespace decawatt::cli
