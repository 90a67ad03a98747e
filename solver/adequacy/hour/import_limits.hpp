// What any set of regions can import together.
//
// A set S of regions is short exactly where its surpluses and its import limit add to less than zero, and the least
// unserved power of an hour is the largest such shortage over all sets (max-flow min-cut; transport flows, no losses).
// A set is a number whose bit r says whether region r is in it.
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

// Import limit of every set, 2^regions values in MW, the size that `limit_mw` has: that of the lines into it, less
// where the net limits of its members (import) or of the others (export) bind first. Net limits are
// per region, or empty; nodes beyond theirs (data centres) hang behind the gates of the regions that they are joined
// to: what flows to them counts in no net limit but that of their region. Cost: 2^regions × (lines / 2 + regions).
void import_limits_mw(const std::vector<LineCapacity>& lines, const std::vector<double>& net_import_mw,
                      const std::vector<double>& net_export_mw, std::vector<double>& limit_mw);

}  // namespace decawatt::adequacy
