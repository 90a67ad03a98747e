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
    std::vector<std::string> data_centers = {};  // the columns of prices.curtailment_per_mwh
};

FixedPlan fixed_plan(const model::Study& study, const Plan& plan);

// What a MWh of import in candidate hours of a data centre's curtailment budget costs, in year `y` of the plan; 0 where
// the plan knows no budget of it.
double curtailment_price(const FixedPlan& plan, const std::string& data_center, std::size_t y);

}  // namespace decawatt::planning
