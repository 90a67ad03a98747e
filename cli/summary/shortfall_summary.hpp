// Output of shortfalls in the dispatch of a fixed plan, as text and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "model/study.hpp"
#include "planning/plan.hpp"

namespace decawatt::cli {

// Only targets with a shortfall. `perfect`: for a rolling horizon, the shortfalls with perfect foresight; otherwise
// empty.
nlohmann::json shortfalls_json(const model::Study& study, const std::vector<planning::Shortfall>& shortfalls,
                               const std::vector<planning::Shortfall>& perfect);
void print_missed(const model::Study& study, const std::vector<planning::Shortfall>& shortfalls,
                  const std::vector<planning::Shortfall>& perfect);

}  // namespace decawatt::cli
