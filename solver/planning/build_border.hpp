// The border of the program: what may be built, when, and what it costs.
#pragma once

#include "planning/chain_builder.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

// One build per asset and year in which something may be built. Limits of the years before the horizon accumulate in
// its first year.
std::vector<Build> make_builds(const model::Study& study, const Layout& layout);

// Border variables with their bounds and discounted costs, and a linking row for each asset whose limit over all years
// can bind. Annuities and fixed costs are charged in the years in which the asset is alive inside the horizon, so that
// its end pays no penalty.
void add_border(const model::Study& study, const std::vector<Build>& builds, const Units& units, lp::Border& border,
                LinkingBuilder& linking);

}  // namespace decawatt::planning
