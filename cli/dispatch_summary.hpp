#pragma once

#include "cli/options.hpp"
#include "model/study.hpp"
#include "planning/operate.hpp"

namespace decawatt::cli {

// What a dispatch found, weather year by weather year with mean and worst, and against perfect foresight where it was
// limited: a table for people, or with --json the document of a run with `foresight`, `differences` and `weather` more.
// `differences`: between the plan's study and this one.
void print_dispatch_summary(const model::Study& study, const planning::Operation& operation,
                            const std::vector<std::string>& differences, const Options& options);

void print_dispatch_failure(const model::Study& study, const planning::Plan& plan, const Options& options);

}  // namespace decawatt::cli
