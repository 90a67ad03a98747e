// The border of the program: what may be built, when, and what it costs.
#pragma once

#include "planning/chain_builder.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

// One build per asset and year in which something may be built. Limits of the years before the horizon accumulate in
// its first year.
std::vector<Build> make_builds(const model::Study& study, const Layout& layout);

// What a fixed plan has built, as builds whose limit is what was built; also of years before the horizon, as long as
// they may live into it. What is negligible (planning/negligible_builds.hpp) is left out: a column bounded by it has no
// interior worth the name. Throws base::InputError where the study has no such thing to build, naming every such build.
std::vector<Build> fixed_builds(const model::Study& study, const profiles::Profiles& profiles, const Layout& layout,
                                const std::vector<PlanBuild>& built);

// Border variables that can only be what is built, with their discounted costs.
void add_fixed_border(const model::Study& study, const std::vector<Build>& builds, const Units& units,
                      lp::Border& border);

// The asset's name in its table.
const std::string& asset_name(const model::Study& study, const Build& build);

// Border variables with their bounds and discounted costs, and a linking row for each asset whose limit over all years
// can bind. Annuities and fixed costs are charged in the years in which the asset is alive inside the horizon, so that
// its end pays no penalty.
void add_border(const model::Study& study, const std::vector<Build>& builds, const Units& units, lp::Border& border,
                LinkingBuilder& linking);

}  // namespace decawatt::planning
