// Groups of plants, stores and lines that can run as one: the entities of a program and of its plan.
#pragma once

#include <string>
#include <vector>

#include "model/study.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::assets {

enum class PlantGroupIndex : std::int32_t {};
enum class StoreGroupIndex : std::int32_t {};
enum class CorridorIndex : std::int32_t {};

struct PlantGroups {  // plants that run as one
    std::vector<std::string> name;
    std::vector<model::RegionIndex> region;
    std::vector<model::DataCenterIndex> behind;
    std::vector<model::Technology> technology;
    std::vector<model::ContractIndex> contract;
    std::vector<bool> clean, renewable, buildable;
    std::vector<std::vector<model::PlantIndex>> members;
};

struct StoreGroups {
    std::vector<std::string> name;
    std::vector<model::RegionIndex> region;
    std::vector<model::DataCenterIndex> behind;
    std::vector<model::StoreTechnology> technology;
    std::vector<model::ContractIndex> contract;
    std::vector<double> charge_efficiency_frac, discharge_efficiency_frac, standing_loss_frac_per_h;
    std::vector<bool> buildable;
    std::vector<std::vector<model::StoreIndex>> members;
};

struct Corridors {  // lines between the same two regions with the same losses
    std::vector<std::string> name;
    std::vector<model::RegionIndex> from, to;
    std::vector<double> loss_frac;
    std::vector<std::vector<model::LineIndex>> members;
};

// Plants that differ in nothing but name, size, dates and how much may be built of them. Their output at an hour is a
// share of one available output, so the merged group has the same optimum. Members that may be built share one cost of
// building (capex, fixed cost, lifetime); those that may not join the first group of their kind. A study that
// model::validate finds fault with (must-run output of a plant to be built) is a std::logic_error.
PlantGroups group_plants(const model::Study& study, const profiles::Profiles& profiles);

// Existing stores merge where ratios of charge, discharge and energy agree too: only then can each follow the group in
// proportion; one that ages is a group of its own. A store with both power and energy to build is a group of its own,
// beside its existing part; one with only power or only energy to build (an upgrade) is one group with its existing
// part. An upgrade of a store that comes or goes within a year is a std::logic_error: model::validate finds it. A
// merged group is called after its region and technology, one alone after its store, with "(new)" where it stands
// beside an existing part.
StoreGroups group_stores(const model::Study& study);

// Whether a store group holds the existing capacity of its members.
bool holds_existing(const model::Study& study, const StoreGroups& stores, std::size_t group);

// Lines between the same two regions with the same loss, the same interfaces and, where they may be built, the same
// cost of building. A line that is written the other way round is turned: see `is_turned`. A line with a reactance is a
// corridor of its own: parallel flows divide by reactance, whatever their limits.
Corridors group_lines(const model::Study& study);
bool is_turned(const model::Study& study, const Corridors& corridors, std::size_t corridor, model::LineIndex line);

// Sum over a corridor's interfaces: the sign with which its forward flow counts in `interface`, 0 where it does not.
double sign_in_interface(const model::Study& study, const Corridors& corridors, std::size_t corridor,
                         model::InterfaceIndex interface);

struct Groups {
    PlantGroups plants;
    StoreGroups stores;
    Corridors corridors;
};
Groups make_groups(const model::Study& study, const profiles::Profiles& profiles);

}  // namespace decawatt::assets
