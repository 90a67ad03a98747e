#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "cli/options.hpp"
#include "io/mps/write_mps.hpp"
#include "planning/analyses/infeasibility.hpp"

namespace decawatt::cli {

double peak_mb();  // the most memory that this process has had

// The document of a run with --json (docs/results_format.md).
nlohmann::json plan_json(const model::Study& study, const planning::Plan& plan);

// What a run found: a table for people, or one JSON document with --json.
void print_summary(const model::Study& study, const planning::Plan& plan, const Options& options);

// What an export without a run wrote.
void print_export(const model::Study& study, const io::MpsSize& size, const planning::Timing& timing,
                  const Options& options);

// Why there is no plan: on standard error, and as JSON with --json.
void print_failure(const model::Study& study, const lp::Solution& solution,
                   const std::optional<planning::Explanation>& explanation, const Options& options);

}  // namespace decawatt::cli
