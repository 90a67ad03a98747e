#include "adequacy/hour/hour_balance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "base/error.hpp"

namespace decawatt::adequacy {

HourBalance::HourBalance(std::size_t regions)
    : regions_(regions),
      room_(RegionSet{1} << regions),
      worst_(RegionSet{1} << regions),
      load_(RegionSet{1} << regions) {}

void HourBalance::start(std::span<const double> surplus_mw, std::span<const double> import_limit_mw) {
    room_[0] = 0.0;
    for (std::size_t r = 0; r < regions_; ++r) {  // sets with r as their highest member
        const RegionSet bit = RegionSet{1} << r;
        for (RegionSet set = 0; set < bit; ++set) room_[bit + set] = room_[set] + surplus_mw[r];
    }
    for (RegionSet set = 1; set < room_.size(); ++set) room_[set] += import_limit_mw[set];
}

double HourBalance::unserved_mw() const {
    return std::max(0.0, -*std::ranges::min_element(room_));
}

// Visits the sets that hold one region and not the other.
template <class Visit>
void HourBalance::each_helped(std::size_t region, std::size_t taken_from, const Visit& visit) const {
    const RegionSet in = RegionSet{1} << region, out = taken_from == kNowhere ? 0 : RegionSet{1} << taken_from;
    for (RegionSet high = in; high < room_.size(); high += 2 * in)
        for (RegionSet set = high; set < high + in; ++set)
            if ((set & out) == 0) visit(set);
}

void HourBalance::add(std::size_t region, double mw, std::size_t taken_from) {
    each_helped(region, taken_from, [&](RegionSet set) { room_[set] += mw; });
}

double HourBalance::least_room(std::size_t region, std::size_t taken_from) const {
    double least = std::numeric_limits<double>::infinity();
    each_helped(region, taken_from, [&](RegionSet set) { least = std::min(least, room_[set]); });
    return least;
}

void HourBalance::use(std::span<Resource> in_order) {
    for (const Resource& resource : in_order) add(resource.region, resource.at_most_mw, resource.taken_from);
    const double unserved = unserved_mw();
    for (std::size_t i = in_order.size(); i-- > 0;) {  // the last in order is spared first
        Resource& resource = in_order[i];
        const double spared =
            std::clamp(least_room(resource.region, resource.taken_from) + unserved, 0.0, resource.at_most_mw);
        add(resource.region, -spared, resource.taken_from);
        resource.at_most_mw -= spared;
    }
}

double HourBalance::take(std::size_t region, double at_most_mw) {
    const double taken = std::clamp(least_room(region) + unserved_mw(), 0.0, at_most_mw);
    add(region, -taken);
    return taken;
}

void HourBalance::share(std::span<const double> load_mw, std::span<double> unserved_mw) {
    // worst[S]: the largest shortage of a part of S, what S must bear at least.
    for (RegionSet set = 0; set < room_.size(); ++set) worst_[set] = std::max(0.0, -room_[set]);
    load_[0] = 0.0;
    for (std::size_t r = 0; r < regions_; ++r) {
        const RegionSet bit = RegionSet{1} << r;
        for (RegionSet set = 0; set < bit; ++set) load_[bit + set] = load_[set] + load_mw[r];
        for (RegionSet set = 0; set < room_.size(); ++set)
            if ((set & bit) != 0) worst_[set] = std::max(worst_[set], worst_[set - bit]);
    }
    std::ranges::fill(unserved_mw, 0.0);
    RegionSet borne = 0;
    while (worst_.back() - worst_[borne] > kNothingMw) {
        double largest = -1.0;
        RegionSet next = 0;
        for (RegionSet set = 1; set < worst_.size(); ++set) {
            if ((set & borne) != 0 || load_[set] <= 0.0) continue;
            const double ratio = (worst_[set | borne] - worst_[borne]) / load_[set];
            if (ratio > largest) largest = ratio, next = set;
        }
        base::expects(largest > 0.0, "who is short has load");
        for (std::size_t r = 0; r < regions_; ++r)
            if ((next >> r & 1U) != 0) unserved_mw[r] = largest * load_mw[r];
        borne |= next;
    }
}

}  // namespace decawatt::adequacy
