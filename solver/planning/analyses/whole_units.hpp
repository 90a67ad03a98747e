// A plan in whole machines: capacity is added in multiples of `unit_mw` (docs/method/planning.md, "Whole machines").
#pragma once

#include <string>
#include <vector>

#include "base/progress.hpp"
#include "lp/interior_point.hpp"
#include "planning/plan.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::planning {

// Whether any expansion option of the study states a machine size.
bool states_units(const model::Study& study);

// The capacity additions of a plan over `years` (its horizon), rounded up to whole machines where the study states
// `unit_mw`.
//
// Rounding applies to the installed capacity of an asset, not to each year's addition: in each year with an addition,
// as many machines are added as the capacity built and not yet retired requires beyond the machines in place. If
// `limit_mw` or the limit of the year allows fewer, that many are added. Energy of a store is scaled with its machines,
// so that each keeps the plan's duration; usable energy of an ageing store is scaled with its energy. Whole numbers are
// not changed.
WholeBuilds whole_builds(const model::Study& study, const std::vector<int>& years,
                         const std::vector<CapacityAddition>& builds);

// Machines built of an asset, over all years.
struct AssetUnits {
    std::string asset;
    CapacityKind kind = CapacityKind::plant;  // or store_power
    int units = 0;
    double unit_mw = 0.0, sized_mw = 0.0, whole_mw = 0.0;
    double sized_mwh = 0.0, whole_mwh = 0.0;  // of a store
};
std::vector<AssetUnits> asset_units(const std::vector<CapacityAddition>& sized, const WholeBuilds& whole);

// The plan rounded to whole machines and dispatched with perfect foresight of each year. Throws base::Interrupted.
WholeUnits whole_units(const model::Study& study, const profiles::Profiles& profiles, const Plan& sized,
                       const lp::Settings& settings, const base::Progress& progress);

}  // namespace decawatt::planning
