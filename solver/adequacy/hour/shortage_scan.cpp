#include "adequacy/hour/shortage_scan.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "adequacy/hour/lanes.hpp"
#include "adequacy/system/system.hpp"

namespace decawatt::adequacy {

namespace {
// Rounding of a sum of kMostRegions surpluses and a limit, in parts of the sum of their sizes (a limit that is larger
// than that leaves a margin in any case): 14 roundings of 6e-8 each.
constexpr float kMargin = 1e-6F;
constexpr std::size_t kLowRegions = 3, kLowSets = std::size_t{1} << kLowRegions;

unsigned bits_of(HourBits lanes) {
    unsigned bits = 0;
    for (std::size_t h = 0; h < kHourLanes; ++h) bits |= (lanes[h] != 0 ? 1U : 0U) << h;
    return bits;
}
}  // namespace

ShortageScan::ShortageScan(std::size_t regions)
    : regions_(regions),
      limit_mw_(std::max(kLowSets, RegionSet{1} << regions), std::numeric_limits<float>::infinity()) {}

void ShortageScan::set_limits(std::span<const double> import_limit_mw) {
    std::ranges::transform(import_limit_mw, limit_mw_.begin(), [](double mw) { return static_cast<float>(mw); });
}

unsigned ShortageScan::short_hours(std::span<const double> surplus_mw, std::size_t stride, std::size_t offset,
                                   std::span<const double> need_mw) const {
    std::array<HourLanes, kMostRegions> left{};
    HourLanes least{}, size{};
    for (std::size_t r = 0; r < regions_; ++r) {
        const HourLanes surplus = load_hours(surplus_mw.data() + r * stride + offset);
        left[r] = surplus - static_cast<float>(need_mw[r]);
        least = left[r] < least ? left[r] : least;
        size += surplus < 0.0F ? -surplus : surplus;
        size += static_cast<float>(need_mw[r]);
    }
    const HourLanes margin = kMargin * size;
    if (bits_of(least < margin) == 0) return 0;  // every region has enough of its own
    // Sets of the first three regions, and on top of each set of the others.
    std::array<HourLanes, kLowSets> low{};
    for (std::size_t set = 1; set < kLowSets; ++set)
        for (std::size_t r = 0; r < kLowRegions; ++r)
            if ((set >> r & 1U) != 0) low[set] += left[r];
    std::array<HourLanes, (std::size_t{1} << kMostRegions) / kLowSets> high;
    high[0] = HourLanes{};
    HourBits found{};
    for (std::size_t top = 0; top < limit_mw_.size() / kLowSets; ++top) {
        if (top > 0) {
            const auto r = static_cast<std::size_t>(31 - __builtin_clz(static_cast<unsigned>(top)));
            high[top] = high[top - (std::size_t{1} << r)] + left[kLowRegions + r];
        }
        const float* const limit = limit_mw_.data() + top * kLowSets;
        HourLanes most_short = high[top] + (top == 0 ? std::numeric_limits<float>::infinity() : limit[0]);
        for (std::size_t set = 1; set < kLowSets; ++set) {
            const HourLanes of_set = high[top] + low[set] + limit[set];
            most_short = of_set < most_short ? of_set : most_short;
        }
        found |= most_short < margin;
    }
    return bits_of(found);
}

}  // namespace decawatt::adequacy
