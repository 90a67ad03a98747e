// Balance of one hour of one future: the shortage of nodes, the resources that serve it, and the allocation of unserved
// load. Exact for transport flows.
//
// The margin of a set S of regions: the surpluses of its members plus its import limit, less power already allocated.
// All load of the hour can be served if and only if no margin is negative. All functions operate on the margins, one
// per set.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "adequacy/hour/import_limits.hpp"

namespace decawatt::adequacy {

// Power below this is rounding error: surpluses are sums of some hundred capacities of up to 1e5 MW.
inline constexpr double kNegligibleMw = 1e-6;

class HourBalance {
  public:
    explicit HourBalance(std::size_t regions);

    // Begins a new hour. surplus_mw: per region, negative where demand exceeds supply; import_limit_mw: per set.
    void start(std::span<const double> surplus_mw, std::span<const double> import_limit_mw);

    double unserved_mw() const { return unserved_mw_; }  // the minimum over all flows
    bool is_as_started() const { return as_started_; }   // nothing has been used or allocated

    // Resources against a shortage, in order of use: an earlier one is used before a later one, and no more of any than
    // the shortage requires. `at_most_mw` is replaced by the power used.
    struct Resource {
        NodeIndex region;
        double at_most_mw;
        NodeIndex taken_from = kNowhere;  // moved load: the node that receives it
    };
    static constexpr NodeIndex kNowhere = base::none<NodeIndex>;
    void use(std::span<Resource> in_order);

    // Allocates, and returns, the most power that `region` can draw (charging) without a shortage elsewhere.
    double take(NodeIndex region, double at_most_mw);

    // Allocates unserved load to regions: the unserved fractions of load are as equal as the network allows: the
    // largest is minimised first, then the next (the lexicographically fair point of the shortage polymatroid). Only
    // regions with load_mw > 0 take part.
    void share(std::span<const double> load_mw, std::span<double> unserved_mw);

  private:
    template <class Visit>
    void each_helped(NodeIndex region, NodeIndex taken_from, const Visit& visit) const;
    void add(NodeIndex region, double mw, NodeIndex taken_from = kNowhere);
    double least_margin(NodeIndex region,
                        NodeIndex taken_from = kNowhere) const;  // over the sets whose margin the resource raises

    void find_unserved();
    RegionSet tightest();  // a set whose shortage equals the unserved power
    double margin_with_all(RegionSet set, std::span<const Resource> resources);
    bool use_for_tightest(std::span<Resource> in_order);
    bool share_in_one_region(std::span<const double> load_mw, std::span<double> unserved_mw) const;
    void add_all(std::span<const Resource> resources);
    void start_sharing(std::span<const double> load_mw);

    std::size_t regions_;
    RegionSet sets_;
    std::vector<double> margin_, worst_, load_;   // by set; padded to whole vectors with infinite margins
    std::vector<double> of_region_mw_, started_;  // started_: margins before resources are used
    std::vector<Resource> used_;
    bool as_started_ = true;
    double unserved_mw_ = 0.0;
    static constexpr RegionSet kNoSet = static_cast<RegionSet>(-1);
    RegionSet tightest_ = kNoSet;  // until it is computed
};

}  // namespace decawatt::adequacy
