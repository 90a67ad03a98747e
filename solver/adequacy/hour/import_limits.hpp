// Joint import limits of all sets of regions.
//
// A set S of regions is short if and only if the sum of its surpluses and its import limit is negative, and the least
// unserved power of an hour is the largest such shortage over all sets (max-flow min-cut; transport flows, no losses).
// A set is a bit mask: bit r is set if region r belongs to it.
#pragma once

#include <cstddef>
#include <limits>
#include <vector>

#include "adequacy/system/indices.hpp"

namespace decawatt::adequacy {

using RegionSet = std::size_t;

inline constexpr double kUnlimitedMw = std::numeric_limits<double>::infinity();

struct LineCapacity {
    NodeIndex from, to;
    double forward_mw, reverse_mw;
};

// Import limit of every set, 2^regions values in MW, the size that `limit_mw` has: that of the lines into it, or less
// where the net limits of its members (import) or of the others (export) bind first. Net limits are given per region,
// or empty. Nodes numbered above them (data centres) are behind the net limits of the regions to which they are
// connected: flow to them counts only in the net limit of their region. Cost: 2^regions × (lines / 2 + regions).
void import_limits_mw(const std::vector<LineCapacity>& lines, const std::vector<double>& net_import_mw,
                      const std::vector<double>& net_export_mw, std::vector<double>& limit_mw);

}  // namespace decawatt::adequacy
