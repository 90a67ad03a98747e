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
constexpr std::size_t kAtOnce = 4;       // eights of sets: minima that do not wait for each other
constexpr std::size_t kLaneRegions = 3;  // sets of the first three regions are the lanes
static_assert(kSets == std::size_t{1} << kLaneRegions);

SetLanes smaller(SetLanes a, SetLanes b) {
    return b < a ? b : a;
}

double least_of(const SetLanes (&four)[kAtOnce]) {
    SetLanes lanes = smaller(smaller(four[0], four[1]), smaller(four[2], four[3]));
    lanes = smaller(lanes, __builtin_shufflevector(lanes, lanes, 4, 5, 6, 7, 0, 1, 2, 3));
    lanes = smaller(lanes, __builtin_shufflevector(lanes, lanes, 2, 3, 0, 1, 6, 7, 4, 5));
    return std::min(lanes[0], lanes[1]);
}

bool holds(RegionSet set, std::size_t region) {
    return (set >> region & 1U) != 0;
}

// Of every set the sum over its members.
void sum_up(std::span<const double> of_region, std::span<double> of_set) {
    of_set[0] = 0.0;
    for (std::size_t r = 0; r < of_region.size(); ++r) {  // sets with r as their highest member
        const RegionSet bit = RegionSet{1} << r;
        for (RegionSet set = 0; set < bit; ++set) of_set[bit + set] = of_set[set] + of_region[r];
    }
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
      room_(std::max(kAtOnce * kSets, sets_), kInfinity),
      worst_(sets_),
      load_(sets_),
      of_region_mw_(regions) {}

void HourBalance::start(std::span<const double> surplus_mw, std::span<const double> import_limit_mw) {
    sum_up(surplus_mw, room_);
    for (RegionSet set = 1; set < sets_; ++set) room_[set] += import_limit_mw[set];
    find_unserved();
}

void HourBalance::find_unserved() {
    SetLanes least[kAtOnce] = {};  // the empty set has room 0
    for (RegionSet set = 0; set < room_.size(); set += kAtOnce * kSets)
        for (std::size_t i = 0; i < kAtOnce; ++i) least[i] = smaller(least[i], load_sets(&room_[set + i * kSets]));
    unserved_mw_ = -least_of(least);
    tightest_ = kNoSet;
}

// Nobody is short where the empty set is the tightest.
RegionSet HourBalance::tightest() {
    if (tightest_ == kNoSet)
        for (tightest_ = 0; room_[tightest_] > -unserved_mw_;) ++tightest_;
    return tightest_;
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
    for (RegionSet four = 0; four < room_.size(); four += kAtOnce * kSets)
        for (std::size_t i = 0; i < kAtOnce; ++i) {
            const RegionSet set = four + i * kSets;
            if ((set & in) == in && (set & out) == 0) visit(set, lanes, i);
        }
}

void HourBalance::add(std::size_t region, double mw, std::size_t taken_from) {
    const SetLanes more = SetLanes{} + mw;
    each_helped(region, taken_from, [&](RegionSet set, SetBits lanes, std::size_t) {
        const SetLanes room = load_sets(&room_[set]);
        store_sets(lanes ? room + more : room, &room_[set]);
    });
}

double HourBalance::least_room(std::size_t region, std::size_t taken_from) const {
    const SetLanes none = SetLanes{} + kInfinity;
    SetLanes least[kAtOnce] = {none, none, none, none};
    each_helped(region, taken_from, [&](RegionSet set, SetBits lanes, std::size_t i) {
        const SetLanes room = load_sets(&room_[set]);
        least[i] = smaller(least[i], lanes ? room : none);
    });
    return least_of(least);
}

void HourBalance::add_all(std::span<const Resource> resources) {
    std::ranges::fill(of_region_mw_, 0.0);
    for (const Resource& resource : resources)
        if (resource.taken_from == kNowhere)
            of_region_mw_[resource.region] += resource.at_most_mw;
        else
            add(resource.region, resource.at_most_mw, resource.taken_from);
    sum_up(of_region_mw_, load_);
    for (RegionSet set = 1; set < sets_; ++set) room_[set] += load_[set];
    find_unserved();
}

void HourBalance::use(std::span<Resource> in_order) {
    add_all(in_order);
    for (std::size_t i = in_order.size(); i-- > 0;) {  // the last in order is spared first
        Resource& resource = in_order[i];
        const std::size_t from = resource.taken_from;
        // All that helps the tightest set is needed; and that set stays the tightest.
        if (holds(tightest(), resource.region) && (from == kNowhere || !holds(tightest(), from))) continue;
        const double spared = std::clamp(least_room(resource.region, from) + unserved_mw_, 0.0, resource.at_most_mw);
        if (spared > 0.0) add(resource.region, -spared, from);
        resource.at_most_mw -= spared;
    }
}

double HourBalance::take(std::size_t region, double at_most_mw) {
    if (at_most_mw <= 0.0 || holds(tightest(), region)) return 0.0;
    const double taken = std::clamp(least_room(region) + unserved_mw_, 0.0, at_most_mw);
    if (taken > 0.0) add(region, -taken);
    return taken;
}

// worst[S]: the largest shortage of a part of S, what S must bear at least; load[S]: that of its members.
void HourBalance::start_sharing(std::span<const double> load_mw) {
    for (RegionSet set = 0; set < sets_; ++set) worst_[set] = std::max(0.0, -room_[set]);
    sum_up(load_mw, load_);
    for (std::size_t r = 0; r < regions_; ++r) {
        const RegionSet bit = RegionSet{1} << r;
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
            if (holds(next, r)) unserved_mw[r] = largest * load_mw[r];
        borne |= next;
    }
}

}  // namespace decawatt::adequacy
