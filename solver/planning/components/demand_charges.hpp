// What demand charges bill at least, where that is not known before: variables of the border, one of a period and year.
//
// With a ratchet ρ: W, above all imports of the period in the year. A month is billed at least ρ W, and with a minimum
// take τ as well ρ W ≥ τ (connection).
// With a minimum take alone, of a connection that may be built: W ≥ τ (connection), billed at least in every month.
//
// Peaks of the months are states of the chain (peak_states.hpp).
#pragma once

#include <vector>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct Layout;

struct MinimumDemand {
    BorderVariable variable = base::none<BorderVariable>;  // W in program units; none: the floor is a constant
    double share = 1.0;                                    // of W: what is billed at least
    bool bounds_imports = false;                           // W of a ratchet
};

struct DemandChargeLayout {
    bool is_operation = false;  // of a plan: connections are decided
    bool windowed = false;      // operation by windows, which do not decide ratchets
    // [chain][data centre][period that charges]; empty: no floor is decided
    std::vector<std::vector<std::vector<MinimumDemand>>> floors;
    MinimumDemand floor(std::size_t chain, std::size_t data_center, std::size_t period) const;
};

// Adds the variables and their linking rows after all others, and fills Layout::demand_charges. A study without demand
// charges has none.
void add_demand_charges(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                        Layout& layout, lp::Border& border, LinkingBuilder& linking);

}  // namespace decawatt::planning
