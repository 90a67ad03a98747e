// One hour of one future: which nodes are short, what serves them, and how the rest is shared. Exact for transport
// flows.
//
// The margin of a set S of regions: the surpluses of its members and its import limit, less what is already
// taken. The hour is served where no margin is below zero. Everything here is arithmetic on margins, one per set.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "adequacy/hour/import_limits.hpp"

namespace decawatt::adequacy {

// Power below this is rounding: surpluses are sums of some hundred capacities of up to 1e5 MW.
inline constexpr double kNothingMw = 1e-6;

class HourBalance {
  public:
    explicit HourBalance(std::size_t regions);

    // A new hour. surplus_mw: per region, negative where demand exceeds supply; import_limit_mw: of every set.
    void start(std::span<const double> surplus_mw, std::span<const double> import_limit_mw);

    double unserved_mw() const { return unserved_mw_; }  // the least, over all flows
    bool is_as_started() const { return as_started_; }   // nothing is used or taken yet

    // Resources against a shortage, in order of use: the first is used first, each as little as the later ones allow.
    // `at_most_mw` becomes what is used.
    struct Resource {
        NodeIndex region;
        double at_most_mw;
        NodeIndex taken_from = kNowhere;  // load that moves there: what it relieves here it adds there
    };
    static constexpr NodeIndex kNowhere = base::none<NodeIndex>;
    void use(std::span<Resource> in_order);

    // The most that `region` can take (charging) with nobody else losing by it; it is taken.
    double take(NodeIndex region, double at_most_mw);

    // Allocates unserved load to regions: shares of load as equal as the network allows, the largest share made least
    // first, then the next (the lexicographically fair point of the shortage polymatroid). load_mw > 0 where a region
    // is in it.
    void share(std::span<const double> load_mw, std::span<double> unserved_mw);

  private:
    template <class Visit>
    void each_helped(NodeIndex region, NodeIndex taken_from, const Visit& visit) const;
    void add(NodeIndex region, double mw, NodeIndex taken_from = kNowhere);
    double least_margin(NodeIndex region, NodeIndex taken_from = kNowhere) const;  // over the sets that it helps

    void find_unserved();
    RegionSet tightest();  // a set whose shortage is what is unserved
    double margin_with_all(RegionSet set, std::span<const Resource> resources);
    bool use_for_tightest(std::span<Resource> in_order);
    bool share_in_one_region(std::span<const double> load_mw, std::span<double> unserved_mw) const;
    void add_all(std::span<const Resource> resources);
    void start_sharing(std::span<const double> load_mw);

    std::size_t regions_;
    RegionSet sets_;
    std::vector<double> margin_, worst_, load_;   // by set; margins that fill up the lanes are infinite
    std::vector<double> of_region_mw_, started_;  // started_: the margins before resources
    std::vector<Resource> used_;
    bool as_started_ = true;
    double unserved_mw_ = 0.0;
    static constexpr RegionSet kNoSet = static_cast<RegionSet>(-1);
    RegionSet tightest_ = kNoSet;  // as long as nobody asked
};

}  // namespace decawatt::adequacy
