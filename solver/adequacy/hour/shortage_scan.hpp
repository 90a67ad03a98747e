// Which hours need a closer look: those in which some set of regions may have no margin.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/hour/import_limits.hpp"

namespace decawatt::adequacy {

// Looks at sixteen hours at once, in single precision with a margin for its rounding: it passes over no hour in which a
// set is short, and now and then finds one in which none is.
class ShortageScan {
  public:
    static constexpr std::size_t kHours = 16;

    explicit ShortageScan(std::size_t regions);
    void set_limits(std::span<const double> import_limit_mw);

    // Bit h is set where some set of regions may be short of power in hour h once every region has given away need_mw.
    // surplus_mw: region after region with `stride` values between, kHours of each from `offset`.
    unsigned short_hours(std::span<const double> surplus_mw, std::size_t stride, std::size_t offset,
                         std::span<const double> need_mw) const;

  private:
    std::size_t regions_;
    std::vector<float> limit_mw_;  // by set
};

}  // namespace decawatt::adequacy
