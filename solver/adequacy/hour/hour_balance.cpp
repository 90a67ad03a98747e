#include "adequacy/hour/hour_balance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "adequacy/hour/lanes.hpp"
#include "base/error.hpp"

namespace decawatt::adequacy {

namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kLaneRegions = 3;  // sets of the first three regions are the lanes
static_assert(kSets == std::size_t{1} << kLaneRegions);

SetLanes smaller(SetLanes a, SetLanes b) {
    return b < a ? b : a;
}

double least_of(SetLanes lanes) {
    double least = lanes[0];
    for (std::size_t l = 1; l < kSets; ++l) least = std::min(least, lanes[l]);
    return least;
}

// Lanes whose sets hold a region; all of them for regions beyond the lanes.
SetBits lanes_with(std::size_t region) {
    constexpr std::array<SetBits, kLaneRegions> kWith = {
        SetBits{0, -1, 0, -1, 0, -1, 0, -1}, SetBits{0, 0, -1, -1, 0, 0, -1, -1}, SetBits{0, 0, 0, 0, -1, -1, -1, -1}};
    return region < kLaneRegions ? kWith[region] : SetBits{-1, -1, -1, -1, -1, -1, -1, -1};
}

RegionSet beyond_lanes(std::size_t region) {
    return region < kLaneRegions ? 0 : RegionSet{1} << region;
}
}  // namespace

HourBalance::HourBalance(std::size_t regions)
    : regions_(regions),
      sets_(RegionSet{1} << regions),
      room_(std::max(kSets, sets_), kInfinity),
      worst_(sets_),
      load_(sets_) {}

void HourBalance::start(std::span<const double> surplus_mw, std::span<const double> import_limit_mw) {
    room_[0] = 0.0;
    for (std::size_t r = 0; r < regions_; ++r) {  // sets with r as their highest member
        const RegionSet bit = RegionSet{1} << r;
        for (RegionSet set = 0; set < bit; ++set) room_[bit + set] = room_[set] + surplus_mw[r];
    }
    for (RegionSet set = 1; set < sets_; ++set) room_[set] += import_limit_mw[set];
}

double HourBalance::unserved_mw() const {
    SetLanes least{};
    for (RegionSet set = 0; set < room_.size(); set += kSets) least = smaller(least, load_sets(&room_[set]));
    return -least_of(least);
}

// Visits the sets that hold one region and not the other, eight sets and their mask at a time.
template <class Visit>
void HourBalance::each_helped(std::size_t region, std::size_t taken_from, const Visit& visit) const {
    SetBits lanes = lanes_with(region);
    const RegionSet in = beyond_lanes(region);
    RegionSet out = 0;
    if (taken_from != kNowhere) {
        out = beyond_lanes(taken_from);
        if (out == 0) lanes &= ~lanes_with(taken_from);
    }
    for (RegionSet set = 0; set < room_.size(); set += kSets)
        if ((set & in) == in && (set & out) == 0) visit(set, lanes);
}

void HourBalance::add(std::size_t region, double mw, std::size_t taken_from) {
    const SetLanes more = SetLanes{} + mw;
    each_helped(region, taken_from, [&](RegionSet set, SetBits lanes) {
        const SetLanes room = load_sets(&room_[set]);
        store_sets(lanes ? room + more : room, &room_[set]);
    });
}

double HourBalance::least_room(std::size_t region, std::size_t taken_from) const {
    SetLanes least = SetLanes{} + kInfinity;
    each_helped(region, taken_from, [&](RegionSet set, SetBits lanes) {
        const SetLanes room = load_sets(&room_[set]);
        least = smaller(least, lanes ? room : least);
    });
    return least_of(least);
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
    if (at_most_mw <= 0.0) return 0.0;
    const double taken = std::clamp(least_room(region) + unserved_mw(), 0.0, at_most_mw);
    if (taken > 0.0) add(region, -taken);
    return taken;
}

// worst[S]: the largest shortage of a part of S, what S must bear at least; load[S]: that of its members.
void HourBalance::start_sharing(std::span<const double> load_mw) {
    for (RegionSet set = 0; set < sets_; ++set) worst_[set] = std::max(0.0, -room_[set]);
    load_[0] = 0.0;
    for (std::size_t r = 0; r < regions_; ++r) {
        const RegionSet bit = RegionSet{1} << r;
        for (RegionSet set = 0; set < bit; ++set) load_[bit + set] = load_[set] + load_mw[r];
        for (RegionSet high = 0; high < sets_; high += 2 * bit)
            for (RegionSet set = high; set < high + bit; ++set)
                worst_[set + bit] = std::max(worst_[set + bit], worst_[set]);
    }
}

void HourBalance::share(std::span<const double> load_mw, std::span<double> unserved_mw) {
    start_sharing(load_mw);
    std::ranges::fill(unserved_mw, 0.0);
    RegionSet borne = 0;
    while (worst_.back() - worst_[borne] > kNothingMw) {
        double largest = -1.0;
        RegionSet next = 0;
        for (RegionSet set = 1; set < sets_; ++set) {
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
