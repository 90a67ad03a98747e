// Groups of plants, stores and lines that can be dispatched as one: the entities of a program and of its plan.
#pragma once

#include <string>
#include <vector>

#include "model/study.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::assets {

enum class PlantGroupIndex : std::int32_t {};
enum class StoreGroupIndex : std::int32_t {};
enum class CorridorIndex : std::int32_t {};

struct PlantGroups {  // plants that are dispatched as one
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

// Groups plants that differ only in name, size, dates and build limits. Their available outputs are proportional, so
// the optimum of the merged group is the same. Members with expansion options share one investment cost (capex, fixed
// cost, lifetime); those without join the first group of their kind. Throws std::logic_error for a study that
// model::validate rejects (must-run output of a plant with an expansion option).
PlantGroups group_plants(const model::Study& study, const profiles::Profiles& profiles);

// Existing stores are merged only if their ratios of charge, discharge and energy are equal too, so that each can
// follow the group in proportion; an ageing store is a group of its own. A store with expansion options for both power
// and energy is a group of its own, separate from its existing part; one with an option for only one of them (an
// upgrade) is one group with its existing part. Throws std::logic_error for an upgrade of a store that is commissioned
// or closed within a year, which model::validate rejects. A merged group is named after its region and technology, a
// single store after itself, with "(new)" if it is separate from an existing part.
StoreGroups group_stores(const model::Study& study);

// Whether a store group includes the existing capacity of its members.
bool holds_existing(const model::Study& study, const StoreGroups& stores, std::size_t group);

// Lines between the same two regions with the same loss, the same interfaces and, where they may be built, the same
// cost of building. A line that is stated in the opposite direction is reversed: see `is_turned`. A line with a
// reactance is a corridor of its own, because parallel flows divide by reactance and not by limits.
Corridors group_lines(const model::Study& study);
bool is_turned(const model::Study& study, const Corridors& corridors, std::size_t corridor, model::LineIndex line);

// The coefficient of a corridor's forward flow in `interface`; 0 if it is not a member.
double sign_in_interface(const model::Study& study, const Corridors& corridors, std::size_t corridor,
                         model::InterfaceIndex interface);

struct Groups {
    PlantGroups plants;
    StoreGroups stores;
    Corridors corridors;
};
Groups make_groups(const model::Study& study, const profiles::Profiles& profiles);

}  // namespace decawatt::assets
