#pragma once

#include <nlohmann/json_fwd.hpp>

#include "cli/options.hpp"
#include "lp/solution.hpp"
#include "model/study.hpp"
#include "planning/plan.hpp"

namespace decawatt::cli {

// The document of a run with --json (docs/results_format.md).
nlohmann::json plan_json(const model::Study& study, const planning::Plan& plan);

// What a run found: a table for people, or one JSON document with --json.
void print_summary(const model::Study& study, const planning::Plan& plan, const Options& options);

// Why there is no plan: on standard error, and as JSON with --json. For an infeasible study, the targets and limits
// that take part in the proof.
void print_failure(const model::Study& study, const lp::StaircaseProgram& program, const lp::Solution& solution,
                   const Options& options);

}  // namespace decawatt::cli
