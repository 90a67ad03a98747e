// Planned outages by rotation, and delays of projects.
#pragma once

#include <cstdint>

#include "adequacy/system/system.hpp"
#include "base/random_stream.hpp"

namespace decawatt::adequacy {

// One unit's position in the rotation of its fleet, in one future. The unit is out in hour h if
//   frac(h / 8760 + phase + turn) < share(h),   phase uniform in (0, 1), one for the fleet.
class MaintenanceRotation {
  public:
    MaintenanceRotation(const Maintenance& maintenance, double phase, double turn)
        : share_(&maintenance.share), place_(phase + turn) {}

    bool is_out(std::int64_t hour) const;  // hour >= 0

    // The same for hours in the order of time: remembers the hour before which nothing changes.
    bool move_to(std::int64_t hour) {
        if (hour >= next_change_) {
            is_out_ = is_out(hour);
            next_change_ = change_after(hour);
        }
        return is_out_;
    }
    std::int64_t next_change() const { return next_change_; }  // no change in the hours before

  private:
    std::int64_t change_after(std::int64_t hour) const;
    double place_at(std::int64_t hour) const;          // in the rotation, [0, 1)
    std::size_t steps_until(std::int64_t hour) const;  // index into the steps of the share

    const Steps* share_;
    double place_;
    std::int64_t next_change_ = 0;
    bool is_out_ = false;
};

double maintenance_phase(const Maintenance& maintenance, std::uint32_t seed, std::uint32_t sample);

// Delay in hours, rounded up.
std::int64_t delay_h(const DelayModel& model, std::uint32_t stream, std::uint32_t seed, std::uint32_t sample);

}  // namespace decawatt::adequacy
