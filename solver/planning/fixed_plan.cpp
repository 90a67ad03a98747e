#include "planning/fixed_plan.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "planning/stage.hpp"

namespace decawatt::planning {

FixedPlan fixed_plan(const model::Study& study, const Plan& plan) {
    return {plan.years, plan.builds, study.contracts.name, plan.target_prices, plan.state_values};
}

std::vector<ChainTargets> price_targets(const model::Study& study, const profiles::Profiles& profiles,
                                        const Units& units, const FixedPlan& fixed) {
    std::vector<ChainTargets> all;
    for (const profiles::YearProfiles& year : profiles.years) {
        const auto found = std::ranges::find(fixed.years, year.year);
        base::expects(found != fixed.years.end(), "the plan knows every year of its operation");
        const auto y = static_cast<std::size_t>(found - fixed.years.begin());
        const double cost_factor =
            units.power_mw * year.axis.step_h() * year.weight * discount_factor(study, year.year) / units.money;
        ChainTargets chain;
        chain.emission_cost = cost_factor * fixed.prices.emission_per_t[y];
        for (std::size_t c = 0; c < study.contracts.name.size(); ++c) {
            const auto name = std::ranges::find(fixed.contracts, study.contracts.name[c]);
            base::expects(name != fixed.contracts.end(), "the plan knows every contract of its operation");
            const auto k = static_cast<std::size_t>(name - fixed.contracts.begin());
            const double dirty = 1.0 - model::stepwise(study.contracts.grid_clean_frac[c], year.year, 0.0);
            ContractTargets t;
            t.deficit_cost = cost_factor * dirty * fixed.prices.hourly_per_mwh(y, k);
            t.clean_credit = cost_factor * fixed.prices.annual_per_mwh(y, k);
            t.excess_cost = cost_factor * fixed.prices.excess_per_mwh(y, k);
            t.balance = t.deficit_cost > 0.0 || t.excess_cost > 0.0;
            chain.contract.push_back(t);
        }
        all.push_back(std::move(chain));
    }
    return all;
}

}  // namespace decawatt::planning
