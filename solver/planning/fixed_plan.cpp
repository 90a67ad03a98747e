#include "planning/fixed_plan.hpp"

#include <algorithm>

namespace decawatt::planning {

FixedPlan fixed_plan(const model::Study& study, const Plan& plan) {
    FixedPlan fixed{{plan.years, plan.builds}, study.contracts.name, plan.target_prices, plan.state_values};
    if (!plan.target_prices.curtailment_per_mwh.empty()) fixed.data_centers = study.data_centers.name;
    return fixed;
}

double curtailment_price(const FixedPlan& plan, const std::string& data_center, std::size_t y) {
    const auto found = std::ranges::find(plan.data_centers, data_center);
    if (found == plan.data_centers.end()) return 0.0;
    return plan.prices.curtailment_per_mwh(y, static_cast<std::size_t>(found - plan.data_centers.begin()));
}

}  // namespace decawatt::planning
