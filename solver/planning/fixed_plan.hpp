// The data of a plan that its dispatch needs: capacity additions, target prices and values of stored energy.
#pragma once

#include <string>
#include <vector>

#include "planning/plan.hpp"

namespace decawatt::planning {

struct FixedPlan : assets::ExpansionPlan {
    std::vector<std::string> contracts;  // the columns of `prices`
    TargetPrices prices;                 // year × contract
    StateValues state_values;
};

FixedPlan fixed_plan(const model::Study& study, const Plan& plan);

}  // namespace decawatt::planning
