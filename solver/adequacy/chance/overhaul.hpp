// Planned outages in turns, and projects that come late.
#pragma once

#include <cstdint>

#include "adequacy/system/system.hpp"
#include "base/random_stream.hpp"

namespace decawatt::adequacy {

// One unit's place in the round of its fleet, in one future. It is out in hour h where
//   frac(h / 8760 + phase + turn) < share(h),   phase uniform in (0, 1), one for the fleet.
class OverhaulTurn {
  public:
    OverhaulTurn(const Overhaul& overhaul, double phase, double turn) : share_(&overhaul.share), place_(phase + turn) {}

    bool is_out(std::int64_t hour) const;             // hour >= 0
    std::int64_t next_look(std::int64_t hour) const;  // the unit stays as it is in all hours between

  private:
    double place_at(std::int64_t hour) const;          // in the round, [0, 1)
    std::size_t steps_until(std::int64_t hour) const;  // of the share

    const Steps* share_;
    double place_;
};

double overhaul_phase(const Overhaul& overhaul, std::uint32_t seed, std::uint32_t sample);

// Hours from the hour due to that of arrival, rounded up.
std::int64_t delay_h(const DelayModel& model, std::uint32_t stream, std::uint32_t seed, std::uint32_t sample);

}  // namespace decawatt::adequacy
