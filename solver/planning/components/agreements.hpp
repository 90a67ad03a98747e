// Purchase agreements: what the MW cost that are bought, and virtual ones, which count in contracts without power.
//
// An agreement is an investment in its plant without capital cost: k MW, decided once, of which a_t k can be produced.
// Price p_y of the year, by kind (solver/model/agreements.hpp):
//   pay_as_produced, baseload    p Σ a k
//   pay_as_consumed              p Σ g, 0 ≤ g_t ≤ a_t k
//   take_or_pay                  p max(Σ g, τ Σ a k) = p τ Σ a k + p max(0, Σ g - τ Σ a k)    (output_budgets.hpp)
//   virtual_power                Σ (p - q_t) a_t k at the market's price q; a_t k counts in the contract
#pragma once

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct Layout;

bool is_virtual(const model::Study& study, const PlantGroups& plants, std::size_t group);

// What a MWh of output costs beside the plant's own marginal cost, by its agreement; 0 without one.
double taken_cost_per_mwh(const model::Study& study, const PlantGroups& plants, std::size_t group, int year);

// Into the border: what the MW of agreements cost, and the least that is bought. Into the rows of annual matching: what
// virtual agreements are certain to count. After both.
void add_agreements(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                    const Layout& layout, lp::Border& border, LinkingBuilder& linking);

// What a virtual agreement counts in its contract: κ is its MW.
void add_virtual_output(ChainAssembly& chain, std::size_t group, LocalBorder capacity, const Hours& available_frac);

}  // namespace decawatt::planning
