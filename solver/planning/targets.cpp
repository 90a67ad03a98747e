#include "planning/targets.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "planning/components/target_rows.hpp"
#include "planning/investments.hpp"

namespace decawatt::planning {

namespace {

// Sets duals within the accuracy of the solver to zero: a target that does not bind has no price. Such small costs
// would also impair the scaling of costs.
double without_rounding(const model::Study& study, double price) {
    constexpr double kLeastShare = 1e-6;  // of the cost of unserved energy
    return price > kLeastShare * study.planning.unserved_cost_per_mwh ? price : 0.0;
}

}  // namespace

std::vector<ChainTargets> make_targets(const model::Study& study, const profiles::Profiles& profiles,
                                       const Units& units, bool enforced, LinkingBuilder& linking) {
    TargetRows rows(study, profiles, units, enforced, linking);
    EmissionTargets emissions;
    std::vector<ChainTargets> all;
    for (std::size_t i = 0; i < profiles.years.size(); ++i) {
        ChainTargets chain;
        const ChainTargets* before = rows.continues(i) ? &all.back() : nullptr;
        for (std::size_t c = 0; c < study.contracts.name.size(); ++c)
            chain.contract.push_back(make_contract_targets(rows, i, c, before ? &before->contract[c] : nullptr));
        chain.emission = emissions.make(rows, i, before ? &before->emission : nullptr);
        all.push_back(std::move(chain));
    }
    return all;
}

void price_targets(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                   const FixedPlan& fixed, std::vector<ChainTargets>& targets) {
    for (std::size_t i = 0; i < profiles.years.size(); ++i) {
        const profiles::YearProfiles& year = profiles.years[i];
        const auto found = std::ranges::find(fixed.years, year.year);
        base::expects(found != fixed.years.end(), "the plan knows every year of its operation");
        const auto y = static_cast<std::size_t>(found - fixed.years.begin());
        const double cost_factor =
            units.power_mw * year.axis.mean_step_h() * year.weight * discount_factor(study, year.year) / units.money;
        const auto cost = [&](LinkingRow row, double price) {
            return exists(row) ? cost_factor * without_rounding(study, price) : 0.0;
        };
        targets[i].emission.cost = cost(targets[i].emission.row, fixed.prices.emission_per_t[y]);
        for (std::size_t d = 0; d < targets[i].curtailment.size(); ++d) {
            CurtailmentTarget& budget = targets[i].curtailment[d];
            budget.cost = cost(budget.row, curtailment_price(fixed, study.data_centers.name[d], y));
        }
        for (std::size_t c = 0; c < study.contracts.name.size(); ++c) {
            const auto name = std::ranges::find(fixed.contracts, study.contracts.name[c]);
            base::expects(name != fixed.contracts.end(), "the plan knows every contract of its operation");
            const auto k = static_cast<std::size_t>(name - fixed.contracts.begin());
            const double dirty = 1.0 - model::stepwise(study.contracts.grid_clean_frac[c], year.year, 0.0);
            ContractTargets& t = targets[i].contract[c];
            t.deficit_cost = dirty * cost(t.hourly_row, fixed.prices.hourly_per_mwh(y, k));
            t.clean_credit = cost(t.annual_row, fixed.prices.annual_per_mwh(y, k));
            t.excess_cost = cost(t.excess_row, fixed.prices.excess_per_mwh(y, k));
        }
    }
}

}  // namespace decawatt::planning
