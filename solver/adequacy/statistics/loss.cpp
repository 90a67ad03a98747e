#include "adequacy/statistics/loss.hpp"

#include <algorithm>

#include "base/time_axis.hpp"

namespace decawatt::adequacy {

void LossRecord::clear() {
    loss_.assign(years_ * places_, {});
    running_.assign(places_, {});
    began_.assign(places_, 0);
    last_day_.assign(places_, -1);
    events_.clear();
    slot_hours_.assign(places_ * kSlots, 0.0);
}

void LossRecord::add(std::size_t year, std::size_t place, std::int64_t hour, std::size_t slot, double unserved_mw) {
    Loss& loss = loss_[year * places_ + place];
    loss.hours += 1.0;
    loss.energy_mwh += unserved_mw;
    slot_hours_[place * kSlots + slot] += 1.0;
    const std::int64_t day = hour / base::kHoursPerDay;
    if (day != last_day_[place]) loss.days += 1.0;
    last_day_[place] = day;
    Event& event = running_[place];
    if (event.hours > 0 && event.first_hour + event.hours != hour) end_event(place);
    if (event.hours == 0) {
        event.first_hour = hour;
        event.place = static_cast<std::uint32_t>(place);
        began_[place] = year;
        loss.events += 1.0;  // an event belongs to the year in which it begins
    }
    ++event.hours;
    event.energy_mwh += unserved_mw;
    event.deepest_mw = std::max(event.deepest_mw, unserved_mw);
}

void LossRecord::end_event(std::size_t place) {
    events_.push_back(running_[place]);
    loss_[began_[place] * places_ + place].depth_mw += running_[place].deepest_mw;
    running_[place] = {};
}

void LossRecord::finish() {
    for (std::size_t place = 0; place < places_; ++place)
        if (running_[place].hours > 0) end_event(place);
}

}  // namespace decawatt::adequacy
