// Planned outages in turns, and projects that come late.
#pragma once

#include <cstdint>

#include "adequacy/system/system.hpp"
#include "base/random_stream.hpp"

namespace decawatt::adequacy {

// One unit's place in the round of its fleet, in one future. It is out in hour h where
//   frac(h / 8760 + phase + turn) < share(h),   phase uniform in (0, 1), one for the fleet.
class MaintenanceTurn {
  public:
    MaintenanceTurn(const Maintenance& maintenance, double phase, double turn)
        : share_(&maintenance.share), place_(phase + turn) {}

    bool is_out(std::int64_t hour) const;  // hour >= 0

    // The same in the order of time, with what is known of the hours ahead.
    bool move_to(std::int64_t hour) {
        if (hour >= next_look_) {
            is_out_ = is_out(hour);
            next_look_ = look_after(hour);
        }
        return is_out_;
    }
    std::int64_t next_look() const { return next_look_; }  // the unit stays as it is in all hours before

  private:
    std::int64_t look_after(std::int64_t hour) const;
    double place_at(std::int64_t hour) const;          // in the round, [0, 1)
    std::size_t steps_until(std::int64_t hour) const;  // of the share

    const Steps* share_;
    double place_;
    std::int64_t next_look_ = 0;
    bool is_out_ = false;
};

double maintenance_phase(const Maintenance& maintenance, std::uint32_t seed, std::uint32_t sample);

// Hours from the hour due to that of arrival, rounded up.
std::int64_t delay_h(const DelayModel& model, std::uint32_t stream, std::uint32_t seed, std::uint32_t sample);

}  // namespace decawatt::adequacy
