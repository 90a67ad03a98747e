// Batteries that fade, in the linear program: what energy they still have is a decision of the border, a year at a
// time.
//
// U_y ≤ U_{y-1} + (1-f) new_y - f old_y - (k/2) Q_y,    0 ≤ e_t ≤ U_y in every hour of year y
//
// f: fade per year of age. k: per full cycle. new, old: energy built this year, and before. Q: energy through the
// store in the year, Σ (η_c w c + w d / η_d), weather years weighted; a full cycle is twice the store's energy. So U_y
// is what is left at the end of year y, and already all that its hours may use: conservative within a year. Energy that
// leaves within the horizon is a pool of its own, with its own U: then the years' throughput is shared among the pools
// as is best, Q ≤ Σ q.
#pragma once

#include "planning/chain_builder.hpp"
#include "planning/fixed_plan.hpp"
#include "planning/layout.hpp"

namespace decawatt::planning {

// Border variables and linking rows, after all others; fills Layout::fade and Layout::fade_rows. A study whose stores
// do not age has none.
void add_fade(const model::Study& study, const Units& units, Layout& layout, lp::Border& border,
              LinkingBuilder& linking);

// Of a fixed plan: U is what the plan has left, a constant; what goes through is not counted. Throws base::InputError
// where the plan does not say what a store has left.
void add_fixed_fade(const model::Study& study, const Units& units, const FixedPlan& fixed, Layout& layout,
                    lp::Border& border);

// The border with U as large as the rows allow: where nothing asks for the energy, the program leaves it open.
lp::Vector with_most_usable(const lp::StaircaseProgram& program, const Layout& layout, const std::vector<lp::Matrix>& x,
                            lp::Vector k);

// U of a fleet and year, program units; none where it does not age or has no energy then.
double usable(const Layout& layout, std::size_t fleet, int year, const lp::Vector& k);

}  // namespace decawatt::planning
