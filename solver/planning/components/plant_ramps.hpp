// Ramp limits of plants: how much the output of a group may change from one step to the next.
//
// P: output of the group with its must-run part. K: its capacity. r, q: fractions of K by which it may rise and fall in
// a step.
//
//   P_t - P_{t-1} - z_t + q K = 0 ,   0 <= z_t <= (r + q) K
//
// One shifted column; with two, for rise and fall, an equal amount could be added to both. The limit does not hold from
// the last to the first hour of the year, and gives way to must-run output, to a fall of what is available, and to what
// is commissioned or closed.
#pragma once

#include <compare>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct ChainAssembly;

// The row that the group's output enters, of what exists and of what is built alike.
struct GroupRamp {
    Row row = base::none<Row>;              // none: the group has no limit that an hour can reach
    double up_frac = 1.0, down_frac = 1.0;  // of its capacity, in a step
    auto operator<=>(const GroupRamp&) const = default;
};
GroupRamp add_ramp_row(ChainAssembly& chain, std::size_t group);

// To a column of the group's output.
void add_ramp_entries(const GroupRamp& ramp, ColumnSpec& output);

// Of capacity that exists, by hour.
struct ExistingOutput {
    Hours capacity_mw, available_mw, must_run_mw;
};
void add_existing_ramp(ChainAssembly& chain, const GroupRamp& ramp, const std::string& name,
                       const ExistingOutput& existing);

// Of the capacity κ, of which `available_frac` may run.
void add_grown_ramp(ChainAssembly& chain, const GroupRamp& ramp, const std::string& name, LocalBorder capacity,
                    const Hours& available_frac);

}  // namespace decawatt::planning
