// Flexible work of a plan: what waited, moved and was lost.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "planning/plan.hpp"

namespace decawatt::cli {

// Of one year, by class, link and data centre; empty where planning decides on none.
nlohmann::json work_json(const model::Study& study, const planning::Plan& plan, std::size_t year);

// A line for each class, link and power cap and year; nothing where planning decides on none.
void print_work(const model::Study& study, const planning::Plan& plan);

}  // namespace decawatt::cli
