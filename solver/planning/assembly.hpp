// One chain under construction: what its components add their rows and columns to.
#pragma once

#include <map>
#include <optional>

#include "planning/chain_builder.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

struct ChainAssembly {
    const YearView& view;
    const Layout& layout;
    const Units units;
    const ChainTargets& targets;
    const std::size_t index;   // of the chain
    const double cost_factor;  // program cost of a column whose MWh costs 1
    // In the operation of a fixed plan: the program cost, beyond that of unserved energy, of load that may not be shed.
    // Otherwise such load has no column.
    const std::optional<double> must_serve_penalty;
    LinkingBuilder& linking;
    ChainBuilder builder;
    ChainLayout columns = {};
    std::map<Row, Hours> must_run = {};         // by balance, program units
    std::map<Row, Hours> may_shed = {};         // by balance, program units: load that may be left unserved
    std::vector<Hours> contract_must_run = {};  // by contract, program units
    double offset = 0.0;                        // constant part of the objective

    const model::Study& study() const { return view.study; }
    Row balance_row(model::RegionIndex region, model::DataCenterIndex behind) const;
    BorderEntries investments_in(CapacityKind kind, std::size_t group) const;  // alive this year, factor 1
};

void add_into(const Hours& values, double factor, Hours& sum);  // an empty sum is zero

}  // namespace decawatt::planning
