// Ramp limits of plants: how much the output of a group may change from one hour to the next.
//
// With P the group's whole output, K its capacity, r and q the fractions of it up and down in an hour:
//
//   P_t - P_{t-1} - s_t + q K = 0 ,   0 <= s_t <= (r + q) K
//
// One shifted column in place of two for up and down, whose difference would be free. Between the last and the first
// hour of the year, and where the capacity of what exists changes, the output may change by all of it.
#pragma once

#include <compare>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct ChainAssembly;

// The row that the group's output enters, of what exists and of what is built alike.
struct RampRow {
    Row row = base::none<Row>;              // none: the group has no limit that an hour can reach
    double up_frac = 1.0, down_frac = 1.0;  // of its capacity, in a step
    auto operator<=>(const RampRow&) const = default;
};
RampRow add_ramp_row(ChainAssembly& chain, std::size_t group);

// To a column of the group's output.
void enter_ramp(const RampRow& ramp, ColumnSpec& output);

// The shifted column of capacity that is the same all year or changes at given hours: `existing`, MW, and what of it
// must run, MW.
void add_fixed_ramp(ChainAssembly& chain, const RampRow& ramp, const std::string& name, const Hours& existing_mw,
                    const Hours& must_run_mw);

// The shifted column of the capacity κ.
void add_grown_ramp(ChainAssembly& chain, const RampRow& ramp, const std::string& name, LocalBorder capacity);

}  // namespace decawatt::planning
