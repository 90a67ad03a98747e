// Which hours need a closer look: those in which some set of regions has no room.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/hour/import_limits.hpp"

namespace decawatt::adequacy {

// Looks at eight hours at once. Sets are visited in Gray-code order: each differs from the one before by one region.
class ShortageScan {
  public:
    static constexpr std::size_t kHours = 8;

    explicit ShortageScan(std::size_t regions);
    void set_limits(std::span<const double> import_limit_mw);

    // Bit h is set where some set of regions is short of power in hour h. surplus_mw: region after region with `stride`
    // values between, kHours of each from `offset`.
    unsigned short_hours(std::span<const double> surplus_mw, std::size_t stride, std::size_t offset) const;

  private:
    struct Visit {
        std::size_t region;
        double sign;      // +1: the region comes in, -1: it leaves
        double limit_mw;  // of the set that then stands
    };
    std::vector<Visit> visits_;
    std::vector<RegionSet> set_;  // by visit
};

}  // namespace decawatt::adequacy
