// Finds the hours that need the full balance: those in which some set of regions may have a negative margin.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/hour/import_limits.hpp"

namespace decawatt::adequacy {

// Tests sixteen hours at once, in single precision with an allowance for rounding: it never misses an hour in which a
// set is short, and occasionally reports one in which none is.
class ShortageScan {
  public:
    static constexpr std::size_t kHours = 16;

    explicit ShortageScan(std::size_t regions);
    void set_limits(std::span<const double> import_limit_mw);

    // Bit h is set where some set of regions may be short of power in hour h after need_mw is subtracted from every
    // region. surplus_mw: the values of region r begin at r × stride; kHours of each are read from `offset`.
    unsigned short_hours(std::span<const double> surplus_mw, std::size_t stride, std::size_t offset,
                         std::span<const double> need_mw) const;

  private:
    std::size_t regions_;
    std::vector<float> limit_mw_;  // by set
};

}  // namespace decawatt::adequacy
