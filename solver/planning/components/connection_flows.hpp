// The firm part of a connection: the columns of import over it, and of all export.
#pragma once

#include "planning/chain_builder.hpp"
#include "planning/components/flows.hpp"

namespace decawatt::planning {

// Of one data centre in one chain, program units.
struct ConnectionOffer {
    std::size_t data_center;
    double firm, nonfirm;  // that exist
    BorderEntries firm_built, nonfirm_built;
    double most_firm, most_nonfirm;  // with all that may be built
    double export_limit;             // 0: nothing behind it
    bool grows() const { return !firm_built.empty() || !nonfirm_built.empty(); }
    double most() const { return most_firm + most_nonfirm; }
};

ConnectionOffer offer_of(const ChainAssembly& chain, std::size_t data_center);

// Ends, ramp row and tariff of the flow; no capacity yet.
Flow firm_flow(const ChainAssembly& chain, const ConnectionOffer& offer);

FlowColumns add_firm(ChainAssembly& chain, const ConnectionOffer& offer);

}  // namespace decawatt::planning
