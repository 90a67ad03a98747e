#include "planning/fixed_plan.hpp"

namespace decawatt::planning {

FixedPlan fixed_plan(const model::Study& study, const Plan& plan) {
    return {{plan.years, plan.builds}, study.contracts.name, plan.target_prices, plan.state_values};
}

}  // namespace decawatt::planning
