// Batteries that fade: what energy they still have is a decision of the border, a year at a time.
//
// U_y ≤ U_{y-1} + (1-f) new_y - f old_y - (k/2) Q_y,    0 ≤ e_t ≤ U_y in every hour of year y
//
// f: fade per year of age. k: per full cycle. new, old: energy built this year, and before. Q: energy through the
// store in the year, Σ (η_c w c + w d / η_d), weather years weighted; a full cycle is twice the store's energy. So U_y
// is what is left at the end of year y, and already all that its hours may use: conservative within a year. Energy that
// leaves within the horizon is a pool of its own, with its own U: then the years' throughput is shared among the pools
// as is best, Q ≤ Σ q.
#pragma once

#include <map>
#include <optional>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct FixedPlan;
struct Layout;

// What of the program holds the content of an ageing store in one year.
struct FadeYear {
    BorderEntries usable;                     // with factor 1: the energy that its hours may use
    LinkingRow row = base::none<LinkingRow>;  // that the year's throughput enters ...
    double per_path = 0.0;                    // ... per unit of energy in or out of the store
};

struct FadeRow {
    LinkingRow row;
    BorderVariable variable;  // the usable energy that it limits
};

struct FadeLayout {
    std::vector<std::optional<std::map<int, FadeYear>>> of_group;  // of stores, by year; none: it does not age
    std::vector<FadeRow> rows;                                     // a group's years in their order

    bool ages(std::size_t group) const { return of_group[group].has_value(); }
    const FadeYear* in_year(std::size_t group, int year) const;  // null where it does not age or has no energy then
};

// Border variables and linking rows, after all others; fills Layout::fade. A study whose stores do not age has none.
void add_fade(const model::Study& study, const Units& units, Layout& layout, lp::Border& border,
              LinkingBuilder& linking);

// Of a fixed plan: U is what the plan has left, a constant; what goes through is not counted. Throws base::InputError
// where the plan does not say what a store has left.
void add_fixed_fade(const model::Study& study, const Units& units, const FixedPlan& fixed, Layout& layout,
                    lp::Border& border);

// The border with U as large as the rows allow: where nothing asks for the energy, the program leaves it open.
lp::Vector with_most_usable(const lp::StaircaseProgram& program, const FadeLayout& fade,
                            const std::vector<lp::Matrix>& x, lp::Vector k);

// U of a group and year, program units; 0 where it has no energy then.
double usable(const FadeLayout& fade, std::size_t group, int year, const lp::Vector& k);

}  // namespace decawatt::planning
