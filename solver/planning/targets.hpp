// Targets and caps of a study: their linking rows, and their prices in the dispatch of a fixed plan.
#pragma once

#include "planning/components/contracts.hpp"
#include "planning/components/curtailment.hpp"
#include "planning/components/emissions.hpp"
#include "planning/fixed_plan.hpp"

namespace decawatt::planning {

// The linking rows of one chain and the coefficients of its columns in them.
struct ChainTargets {
    std::vector<ContractTargets> contract;
    EmissionTarget emission;
    std::vector<CurtailmentTarget> curtailment;  // by data centre (components/curtailment.hpp)
};

// One entry per chain. `enforced`: a target of 1 and a cap of 0 are enforced by omitting the deficit or excess column;
// otherwise they have rows like all others.
std::vector<ChainTargets> make_targets(const model::Study& study, const profiles::Profiles& profiles,
                                       const Units& units, bool enforced, LinkingBuilder& linking);

// Sets costs at the target prices of a fixed plan, for windows, which have no linking rows.
void price_targets(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                   const FixedPlan& fixed, std::vector<ChainTargets>& targets);

}  // namespace decawatt::planning
