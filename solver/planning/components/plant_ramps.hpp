// Ramp limits of plant groups.
//
// P: output of the group with its must-run part. K: its capacity. r, q: fractions of K by which it may rise and fall
// from the middle of a step to that of the next.
//
//   P_t - P_{t-1} - z_t + q K = 0 ,   0 <= z_t <= (r + q) K
//
// A single shifted column z is used: with one column for increases and one for decreases, any amount could be added to
// both. The limit does not apply from the last to the first hour of the year, and is relaxed as far as changes of
// must-run output, falls of available output, commissioning and closing require.
#pragma once

#include <algorithm>
#include <compare>
#include <limits>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct ChainAssembly;

// The ramp row of a group, which output of existing and of built capacity enters.
struct GroupRamp {
    Row row = base::none<Row>;  // none: the group has no limit that can bind
    double up_frac_per_h = std::numeric_limits<double>::infinity(), down_frac_per_h = up_frac_per_h;  // of its capacity
    // The same from the step before to step t.
    double up_frac(const base::TimeAxis& axis, std::size_t t) const {
        return std::min(1.0, up_frac_per_h * axis.between_middles_h(t));
    }
    double down_frac(const base::TimeAxis& axis, std::size_t t) const {
        return std::min(1.0, down_frac_per_h * axis.between_middles_h(t));
    }
    auto operator<=>(const GroupRamp&) const = default;  // NOLINT(modernize-use-nullptr): its 0
};
GroupRamp add_ramp_row(ChainAssembly& chain, std::size_t group);

// Adds ramp coefficients to a column of the group's output.
void add_ramp_entries(const GroupRamp& ramp, ColumnSpec& output);

// Hourly quantities of existing capacity.
struct ExistingOutput {
    Hours capacity_mw, available_mw, must_run_mw;
};
void add_existing_ramp(ChainAssembly& chain, const GroupRamp& ramp, const std::string& name,
                       const ExistingOutput& existing);

// Adds the ramp columns of capacity κ with the given availability.
void add_grown_ramp(ChainAssembly& chain, const GroupRamp& ramp, const std::string& name, LocalBorder capacity,
                    const Hours& available_frac);

}  // namespace decawatt::planning
