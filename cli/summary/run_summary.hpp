#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "cli/options/options.hpp"
#include "io/mps/write_mps.hpp"
#include "planning/analyses/infeasibility.hpp"

namespace decawatt::cli {

double peak_mb();  // peak memory of this process

// The document of a run with --json (docs/results_format.md).
nlohmann::json plan_json(const model::Study& study, const planning::Plan& plan);

// Prints the results of a run: tables, or one JSON document with --json.
void print_summary(const model::Study& study, const planning::Plan& plan, const Options& options);

// Prints a summary of an export without a run.
void print_export(const model::Study& study, const io::MpsSize& size, const planning::Timing& timing,
                  const Options& options);

// Prints the reason for which there is no plan: on standard error, and as JSON with --json.
void print_failure(const model::Study& study, const lp::Solution& solution,
                   const std::optional<planning::Explanation>& explanation, const Options& options);

}  // namespace decawatt::cli
