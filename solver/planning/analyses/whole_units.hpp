// A plan in whole machines: what may be built comes in units of `unit_mw` (docs/method/planning.md, "Whole machines").
#pragma once

#include <string>
#include <vector>

#include "base/progress.hpp"
#include "lp/interior_point.hpp"
#include "planning/plan.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::planning {

// Whether something that may be built states its machines.
bool states_units(const model::Study& study);

// The builds of a plan over `years` (its horizon), rounded up to whole machines where the study states `unit_mw`.
//
// What is rounded is the capacity of an asset that stands: in each year of a build as many machines are added as the
// builds alive by then need beyond the machines alive, so that years do not round up one by one. Where `limit_mw` or
// the limit of the year forbids as many, as many as it allows. Energy of a store grows or shrinks with its machines, so
// that each keeps the plan's hours; usable energy of a store that ages with its energy. What is whole stays as it is.
WholeBuilds whole_builds(const model::Study& study, const std::vector<int>& years,
                         const std::vector<CapacityAddition>& builds);

// What is built of an asset in machines, all years together.
struct AssetUnits {
    std::string asset;
    CapacityKind kind = CapacityKind::plant;  // or store_power
    int units = 0;
    double unit_mw = 0.0, sized_mw = 0.0, whole_mw = 0.0;
    double sized_mwh = 0.0, whole_mwh = 0.0;  // of a store
};
std::vector<AssetUnits> asset_units(const std::vector<CapacityAddition>& sized, const WholeBuilds& whole);

// The sized plan rounded to whole machines and operated with each year known. Throws base::Interrupted.
WholeUnits whole_units(const model::Study& study, const profiles::Profiles& profiles, const Plan& sized,
                       const lp::Settings& settings, const base::Progress& progress);

}  // namespace decawatt::planning
