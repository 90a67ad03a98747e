// Capacity fade of batteries: the usable energy of each year is a border variable.
//
// U_y ≤ U_{y-1} + (1-f) new_y - f old_y - (k/2) Q_y,    0 ≤ e_t ≤ U_y in every hour of year y
//
// f: fade per year of age. k: per full cycle. new, old: energy built in the year, and before it. Q: throughput of the
// store in the year, Σ (η_c w c + w d / η_d), weather years weighted; a full cycle is twice the store's energy. U_y is
// the energy left at the end of year y, and limits the content in all its hours, which is conservative. Energy that is
// retired within the horizon is a pool of its own, with its own U; throughput is then divided optimally among the
// pools, Q ≤ Σ q.
#pragma once

#include <map>
#include <optional>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct FixedPlan;
struct Layout;

// Variables and row that limit the content of an ageing store in one year.
struct FadeYear {
    BorderEntries usable;                     // with factor 1: the energy that its hours may use
    LinkingRow row = base::none<LinkingRow>;  // row that the year's throughput enters ...
    double per_path = 0.0;                    // ... per unit of energy in or out of the store; without a row, in the
                                              // operation of a plan, what a MWh of it costs there, undiscounted
};

struct FadeRow {
    LinkingRow row;
    BorderVariable variable;  // the usable energy that the row limits
};

struct FadeLayout {
    std::vector<std::optional<std::map<int, FadeYear>>>
        of_group;               // per store group, by year; none: the group does not age
    std::vector<FadeRow> rows;  // ordered by year within a group

    bool ages(std::size_t group) const { return of_group[group].has_value(); }
    const FadeYear* in_year(std::size_t group, int year) const;  // null if it does not age or has no energy in the year
};

// Adds border variables and linking rows after all others, and fills Layout::fade. Adds none if no store ages.
void add_fade(const model::Study& study, const Units& units, Layout& layout, lp::Border& border,
              LinkingBuilder& linking);

// The name of what throughput of a store costs, among the values of states.
std::string throughput_name(const std::string& store);

// For a fixed plan: U is the plan's usable energy, a constant, and a MWh of throughput costs what its fade costs in the
// plan, so that it is dispatched as the plan does; this is no cost of the dispatch. Throws base::InputError where the
// plan lacks the usable energy of a store.
void add_fixed_fade(const model::Study& study, const Units& units, const FixedPlan& fixed, Layout& layout,
                    lp::Border& border);

// The border with U as large as the rows allow, because U is not unique where the energy is not needed.
lp::Vector with_most_usable(const lp::StaircaseProgram& program, const FadeLayout& fade,
                            const std::vector<lp::Matrix>& x, lp::Vector k);

// U of a group and year, program units; 0 if it has no energy in the year.
double usable(const FadeLayout& fade, std::size_t group, int year, const lp::Vector& k);

}  // namespace decawatt::planning
