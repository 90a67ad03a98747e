// Demand charges as variables of the border.
//
// Hours of a month that are in the same periods are a class; M_class is the highest import in them. What a period bills
// in a month is
//     B ≥ M_class  for its classes of the month,    B ≥ r Y,  Y ≥ M_class  for those of the year (ratchet r),
//     B ≥ τ (connection)  (minimum take τ),
// at the charge of the month. B is M where there is one class, and no ratchet or minimum take. Linking rows all; no row
// of an hour.
#pragma once

#include <vector>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct Layout;

struct PeakClass {
    std::vector<bool> open;  // by hour
    BorderVariable peak;     // program units
    std::string name;
};

struct DemandChargeLayout {
    bool is_operation = false;  // of a plan: connections are decided
    bool windowed = false;      // operation by windows: all peaks are states, and ratchets are not decided
    std::vector<std::vector<std::vector<PeakClass>>> classes;  // [chain][data centre]; empty: no demand charge
    const std::vector<PeakClass>& of(std::size_t chain, std::size_t data_center) const;
};

// Whether the peaks of a data centre are states (peak_states.hpp): with windows; otherwise where what is billed depends
// on no other month and on nothing that may be built. False without a demand charge.
bool peaks_are_states(const model::Study& study, const Layout& layout, std::size_t data_center,
                      const profiles::YearProfiles& year);

// Border variables and linking rows of the other data centres, after all others; fills the classes of
// Layout::demand_charges. A study without demand charges has none.
void add_demand_charges(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                        Layout& layout, lp::Border& border, LinkingBuilder& linking);

}  // namespace decawatt::planning
