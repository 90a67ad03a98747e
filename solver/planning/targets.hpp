// Targets and caps of a study: their linking rows, and what they cost in the operation of a fixed plan.
#pragma once

#include "planning/components/contracts.hpp"
#include "planning/components/curtailment.hpp"
#include "planning/components/emissions.hpp"
#include "planning/fixed_plan.hpp"

namespace decawatt::planning {

// The linking rows of one chain and the coefficients with which its columns enter them.
struct ChainTargets {
    std::vector<ContractTargets> contract;
    EmissionTarget emission;
    std::vector<CurtailmentTarget> curtailment;  // by data centre (components/curtailment.hpp)
};

// One entry per chain. `enforced`: a target of 1 and a cap of 0 leave out the column that would miss them; otherwise
// they have rows as all others have.
std::vector<ChainTargets> make_targets(const model::Study& study, const profiles::Profiles& profiles,
                                       const Units& units, bool enforced, LinkingBuilder& linking);

// The prices of a fixed plan, for windows that see no linking row.
void price_targets(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                   const FixedPlan& fixed, std::vector<ChainTargets>& targets);

}  // namespace decawatt::planning
