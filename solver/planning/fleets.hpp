// Merging: plants, stores and lines that can run as one become one entity of the program and of the plan.
#pragma once

#include "planning/plan.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::planning {

// Plants that differ in nothing but name, size, dates and how much may be built of them. Their output at an hour is a
// share of one available output, so the merged fleet has the same optimum. Members that may be built share one cost of
// building (capex, fixed cost, lifetime); those that may not join the first fleet of their kind. A study that
// model::validate finds fault with (must-run output of a plant to be built) is a std::logic_error.
Fleets make_fleets(const model::Study& study, const profiles::Profiles& profiles);

// Existing stores merge where ratios of charge, discharge and energy agree too: only then can each follow the fleet in
// proportion; one that ages is a fleet of its own. A store with both power and energy to build is a fleet of its own,
// beside its existing part; one with only power or only energy to build (an upgrade) is one fleet with its existing
// part. An upgrade of a store that comes or goes within a year is a std::logic_error: model::validate finds it. A
// merged fleet is called after its region and technology, one alone after its store, with "(new)" where it stands
// beside an existing part.
StoreFleets make_store_fleets(const model::Study& study);

// Whether a store fleet holds the existing capacity of its members.
bool holds_existing(const model::Study& study, const StoreFleets& stores, std::size_t fleet);

// Lines between the same two regions with the same loss, the same interfaces and, where they may be built, the same
// cost of building. A line that is written the other way round is turned: see `is_turned`. A line with a reactance is a
// corridor of its own: parallel flows divide by reactance, whatever their limits.
Corridors make_corridors(const model::Study& study);
bool is_turned(const model::Study& study, const Corridors& corridors, std::size_t corridor, model::LineIndex line);

// Sum over a corridor's interfaces: the sign with which its forward flow counts in `interface`, 0 where it does not.
double sign_in_interface(const model::Study& study, const Corridors& corridors, std::size_t corridor,
                         model::InterfaceIndex interface);

}  // namespace decawatt::planning
