// A small plan made by hand, all of whose balances hold: two regions, two years of two days, one hub. Tests write and
// check it.
#pragma once

#include "model/study.hpp"
#include "planning/plan.hpp"

namespace decawatt::test {

struct BalancedPlan {
    model::Study study;
    planning::Plan plan;
};

// `weather_years`: number of weather years of each calendar year, with the weights 1, or 0.25 and 0.75.
BalancedPlan make_balanced_plan(int weather_years);

}  // namespace decawatt::test
