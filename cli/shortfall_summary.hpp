// Targets and caps that the operation of a fixed plan misses, for people and as JSON.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <vector>

#include "model/study.hpp"
#include "planning/plan.hpp"

namespace decawatt::cli {

// Only what is missed. `perfect`: of windows, what is missed when the same years are known whole; else empty.
nlohmann::json shortfalls_json(const model::Study& study, const std::vector<planning::Shortfall>& shortfalls,
                               const std::vector<planning::Shortfall>& perfect);
void print_missed(const model::Study& study, const std::vector<planning::Shortfall>& shortfalls,
                  const std::vector<planning::Shortfall>& perfect);

}  // namespace decawatt::cli
