#include "adequacy/hour/hour_balance.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "adequacy/hour/lanes.hpp"
#include "base/error.hpp"

namespace decawatt::adequacy {

using base::at;

namespace {
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr std::size_t kAtOnce = 4;       // vectors of eight sets per pass: independent minima
constexpr std::size_t kLaneRegions = 3;  // the subsets of the first three regions are the lanes of a vector
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

bool holds(RegionSet set, NodeIndex region) {
    return (set >> at(region) & 1U) != 0;
}

bool helps(const HourBalance::Resource& resource, RegionSet set) {
    return holds(set, resource.region) &&
           (resource.taken_from == HourBalance::kNowhere || !holds(set, resource.taken_from));
}

// The sum over the members of each set.
void sum_up(std::span<const double> of_region, std::span<double> of_set) {
    of_set[0] = 0.0;
    for (std::size_t r = 0; r < of_region.size(); ++r) {  // sets with r as their highest member
        const RegionSet bit = RegionSet{1} << r;
        for (RegionSet set = 0; set < bit; ++set) of_set[bit + set] = of_set[set] + of_region[r];
    }
}

// Lanes whose sets contain a region; all lanes for regions that the lanes do not distinguish.
SetBits lanes_with(NodeIndex region) {
    constexpr std::array<SetBits, kLaneRegions> kWith = {
        SetBits{0, -1, 0, -1, 0, -1, 0, -1}, SetBits{0, 0, -1, -1, 0, 0, -1, -1}, SetBits{0, 0, 0, 0, -1, -1, -1, -1}};
    return at(region) < kLaneRegions ? kWith[at(region)] : SetBits{-1, -1, -1, -1, -1, -1, -1, -1};
}

RegionSet beyond_lanes(NodeIndex region) {
    return at(region) < kLaneRegions ? 0 : RegionSet{1} << at(region);
}
}  // namespace

HourBalance::HourBalance(std::size_t regions)
    : regions_(regions),
      sets_(RegionSet{1} << regions),
      margin_(std::max(kAtOnce * kSets, sets_), kInfinity),
      worst_(sets_),
      load_(sets_),
      of_region_mw_(regions),
      started_(margin_.size()) {}

void HourBalance::start(std::span<const double> surplus_mw, std::span<const double> import_limit_mw) {
    sum_up(surplus_mw, margin_);
    for (RegionSet set = 1; set < sets_; ++set) margin_[set] += import_limit_mw[set];
    as_started_ = true;
    find_unserved();
}

void HourBalance::find_unserved() {
    SetLanes least[kAtOnce] = {};  // the empty set has margin 0
    for (RegionSet set = 0; set < margin_.size(); set += kAtOnce * kSets)
        for (std::size_t i = 0; i < kAtOnce; ++i) least[i] = smaller(least[i], load_sets(&margin_[set + i * kSets]));
    unserved_mw_ = -least_of(least);
    tightest_ = kNoSet;
}

// The tightest set is empty if and only if no set is short.
RegionSet HourBalance::tightest() {
    if (tightest_ != kNoSet) return tightest_;
    RegionSet set = 0;
    for (;; set += kAtOnce * kSets) {  // first in groups, then set by set
        SetLanes four[kAtOnce];
        for (std::size_t i = 0; i < kAtOnce; ++i) four[i] = load_sets(&margin_[set + i * kSets]);
        if (least_of(four) <= -unserved_mw_) break;
    }
    while (margin_[set] > -unserved_mw_) ++set;
    return tightest_ = set;
}

// Visits the sets that contain `region` and not `taken_from`, as vectors of eight sets with a mask.
template <class Visit>
void HourBalance::each_helped(NodeIndex region, NodeIndex taken_from, const Visit& visit) const {
    SetBits lanes = lanes_with(region);
    const RegionSet in = beyond_lanes(region);
    RegionSet out = 0;
    if (taken_from != kNowhere) {
        out = beyond_lanes(taken_from);
        if (out == 0) lanes &= ~lanes_with(taken_from);
    }
    for (RegionSet four = 0; four < margin_.size(); four += kAtOnce * kSets)
        for (std::size_t i = 0; i < kAtOnce; ++i) {
            const RegionSet set = four + i * kSets;
            if ((set & in) == in && (set & out) == 0) visit(set, lanes, i);
        }
}

void HourBalance::add(NodeIndex region, double mw, NodeIndex taken_from) {
    as_started_ = false;
    const SetLanes more = SetLanes{} + mw;
    each_helped(region, taken_from, [&](RegionSet set, SetBits lanes, std::size_t) {
        const SetLanes margin = load_sets(&margin_[set]);
        store_sets(lanes ? margin + more : margin, &margin_[set]);
    });
}

double HourBalance::least_margin(NodeIndex region, NodeIndex taken_from) const {
    const SetLanes none = SetLanes{} + kInfinity;
    SetLanes least[kAtOnce] = {none, none, none, none};
    each_helped(region, taken_from, [&](RegionSet set, SetBits lanes, std::size_t i) {
        const SetLanes margin = load_sets(&margin_[set]);
        least[i] = smaller(least[i], lanes ? margin : none);
    });
    return least_of(least);
}

void HourBalance::add_all(std::span<const Resource> resources) {
    std::ranges::fill(of_region_mw_, 0.0);
    for (const Resource& resource : resources)
        if (resource.taken_from == kNowhere)
            of_region_mw_[at(resource.region)] += resource.at_most_mw;
        else if (resource.at_most_mw > 0.0)
            add(resource.region, resource.at_most_mw, resource.taken_from);
    sum_up(of_region_mw_, load_);
    for (RegionSet set = 1; set < sets_; ++set) margin_[set] += load_[set];
    as_started_ = false;
    find_unserved();
}

// The margin of one set with all resources, in the order of summation of add_all, so that the bits are the same.
double HourBalance::margin_with_all(RegionSet set, std::span<const Resource> resources) {
    double margin = margin_[set], of_regions = 0.0;
    std::ranges::fill(of_region_mw_, 0.0);
    for (const Resource& resource : resources)
        if (helps(resource, set))
            (resource.taken_from == kNowhere ? of_region_mw_[at(resource.region)] : margin) += resource.at_most_mw;
    for (const double mw : of_region_mw_) of_regions += mw;
    return margin + of_regions;
}

// Handles the case of one short set, such as a data centre behind its connection: resources that raise its margin are
// used up to its shortage, reduced from the last in order, and no others. The set needs at least that much, so this is
// the solution if no other set is then shorter. Otherwise the state is restored and the result is false.
bool HourBalance::use_for_tightest(std::span<Resource> in_order) {
    constexpr double kRoundingMw = 1e-8;
    const RegionSet set = tightest();
    double margin = margin_with_all(set, in_order);
    const double left_mw = std::max(0.0, -margin);
    used_.assign(in_order.begin(), in_order.end());
    bool uses_any = false;
    for (std::size_t i = used_.size(); i-- > 0;) {
        const bool helping = helps(used_[i], set);
        const double most = used_[i].at_most_mw;
        const double spared = !helping ? most : left_mw > 0.0 ? 0.0 : std::clamp(margin, 0.0, most);
        if (helping) margin -= spared;
        used_[i].at_most_mw -= spared;
        uses_any = uses_any || used_[i].at_most_mw > 0.0;
    }
    if (uses_any) {
        const double unserved_mw = unserved_mw_;
        std::ranges::copy(margin_, started_.begin());
        add_all(used_);
        if (unserved_mw_ > left_mw + kRoundingMw) {
            margin_.swap(started_);
            unserved_mw_ = unserved_mw, tightest_ = set;
            return false;
        }
        if (left_mw == 0.0) unserved_mw_ = 0.0;
    }
    std::ranges::copy(used_, in_order.begin());
    return true;
}

void HourBalance::use(std::span<Resource> in_order) {
    if (use_for_tightest(in_order)) return;
    add_all(in_order);
    for (std::size_t i = in_order.size(); i-- > 0;) {  // reduced from the last in order
        Resource& resource = in_order[i];
        const NodeIndex from = resource.taken_from;
        // Resources that raise the margin of the tightest set are needed in full, and it remains the tightest set.
        if (helps(resource, tightest())) continue;
        const double spared = std::clamp(least_margin(resource.region, from) + unserved_mw_, 0.0, resource.at_most_mw);
        if (spared > 0.0) add(resource.region, -spared, from);
        resource.at_most_mw -= spared;
    }
}

double HourBalance::take(NodeIndex region, double at_most_mw) {
    if (at_most_mw <= 0.0 || holds(tightest(), region)) return 0.0;
    const double taken = std::clamp(least_margin(region) + unserved_mw_, 0.0, at_most_mw);
    if (taken > 0.0) add(region, -taken);
    return taken;
}

// worst[S]: the largest shortage of a subset of S, the least unserved load of S; load[S]: the load of its members.
void HourBalance::start_sharing(std::span<const double> load_mw) {
    for (RegionSet set = 0; set < sets_; ++set) worst_[set] = std::max(0.0, -margin_[set]);
    sum_up(load_mw, load_);
    for (std::size_t r = 0; r < regions_; ++r) {
        const RegionSet bit = RegionSet{1} << r;
        for (RegionSet high = 0; high < sets_; high += 2 * bit)
            for (RegionSet set = high; set < high + bit; ++set)
                worst_[set + bit] = std::max(worst_[set + bit], worst_[set]);
    }
}

// If the shortage of one region alone equals the total, all unserved load is allocated to it.
bool HourBalance::share_in_one_region(std::span<const double> load_mw, std::span<double> unserved_mw) const {
    double least = 0.0;
    for (RegionSet set = 1; set < sets_; ++set) least = std::min(least, margin_[set]);
    for (std::size_t r = 0; r < regions_; ++r)
        if (margin_[RegionSet{1} << r] == least && load_mw[r] > 0.0) {
            unserved_mw[r] = -least / load_mw[r] * load_mw[r];
            return true;
        }
    return false;
}

void HourBalance::share(std::span<const double> load_mw, std::span<double> unserved_mw) {
    std::ranges::fill(unserved_mw, 0.0);
    if (share_in_one_region(load_mw, unserved_mw)) return;
    start_sharing(load_mw);
    RegionSet borne = 0;
    while (worst_.back() - worst_[borne] > kNegligibleMw) {
        double largest = -1.0;
        RegionSet next = 0;
        for (RegionSet set = 1; set < sets_; ++set) {
            if ((set & borne) != 0 || load_[set] <= 0.0) continue;
            const double ratio = (worst_[set | borne] - worst_[borne]) / load_[set];
            if (ratio > largest) largest = ratio, next = set;
        }
        base::expects(largest > 0.0, "a node with unserved load has load");
        for (std::size_t r = 0; r < regions_; ++r)
            if (holds(next, NodeIndex{r})) unserved_mw[r] = largest * load_mw[r];
        borne |= next;
    }
}

}  // namespace decawatt::adequacy
