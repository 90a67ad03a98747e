// One chain under construction, to which components add rows and columns.
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
    const double cost_factor;  // program cost of a column whose MWh costs 1, in a step of the mean length
    // In the dispatch of a fixed plan: penalty on shedding load that must be served, in addition to the cost of
    // unserved energy, in program units. Otherwise such load has no shedding column.
    const std::optional<double> must_serve_penalty;
    LinkingBuilder& linking;
    ChainBuilder builder;
    ChainLayout columns = {};
    std::map<Row, Hours> must_run = {};         // by balance, program units
    std::map<Row, Hours> may_shed = {};         // by balance, program units: load that may be left unserved
    std::vector<Hours> contract_must_run = {};  // by contract, program units
    double offset = 0.0;                        // constant part of the objective

    const model::Study& study() const { return view.study; }
    const base::TimeAxis& axis() const { return view.year.axis; }
    Row balance_row(model::RegionIndex region, model::DataCenterIndex behind) const;
    BorderEntries investments_in(CapacityKind kind, std::size_t group) const;  // not retired in this year, factor 1
};

void add_into(const Hours& values, double factor, Hours& sum);  // an empty sum is zero

}  // namespace decawatt::planning
