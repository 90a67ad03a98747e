// Losses of one future, by place.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

namespace decawatt::adequacy {

struct Loss {  // of one place in one year; days are those of 24 hours from the horizon's first
    double hours = 0.0, days = 0.0, events = 0.0, energy_mwh = 0.0;
    double depth_mw = 0.0;  // sum over its events of their deepest hour
};

struct Event {  // consecutive hours of loss at one place
    std::uint32_t sample = 0;
    std::uint32_t place = 0;
    std::int64_t first_hour = 0;  // of the horizon
    std::int64_t hours = 0;
    double deepest_mw = 0.0, energy_mwh = 0.0;
};

// Months by hours of the day, local time: month × 24 + hour.
inline constexpr std::size_t kSlots = 288;

// Places are numbered as in system/places.hpp.
class LossRecord {
  public:
    LossRecord(std::size_t years, std::size_t places) : years_(years), places_(places) { clear(); }

    void clear();
    // Adds one hour of loss; hours must be in ascending order, and `slot` is that of the hour.
    void add(std::size_t year, std::size_t place, std::int64_t hour, std::size_t slot, double unserved_mw);
    void finish();  // ends the events that last to the end of the horizon

    const Loss& of(std::size_t year, std::size_t place) const { return loss_[year * places_ + place]; }
    const std::vector<Event>& events() const { return events_; }
    const std::vector<double>& slot_hours() const { return slot_hours_; }  // place × slot
    std::size_t years() const { return years_; }
    std::size_t places() const { return places_; }

  private:
    void end_event(std::size_t place);

    std::size_t years_, places_;
    std::vector<Loss> loss_;
    std::vector<Event> running_;          // by place; hours = 0: none
    std::vector<std::size_t> began_;      // by place: the year in which the running event began
    std::vector<std::int64_t> last_day_;  // by place
    std::vector<Event> events_;
    std::vector<double> slot_hours_;
};

}  // namespace decawatt::adequacy
