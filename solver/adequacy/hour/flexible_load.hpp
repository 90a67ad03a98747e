// Measures of data centres in a shortage, before load is lost: deferring work, moving it, running their own generators,
// and disconnection of non-firm connections. Holds their state through one future.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <limits>
#include <span>
#include <vector>

#include "adequacy/hour/hour_balance.hpp"
#include "adequacy/system/system.hpp"

namespace decawatt::adequacy {

// The order of use, after supply, network and stores: (1) deferrable work waits, at most until its deadline; (2)
// movable work moves to data centres of other nodes; (3) own generators run, up to their hours per calendar year; (4)
// non-firm connections are disconnected, which counts as a loss of the data centre, not of the grid.
//
// Moved work is divided among the data centres at other nodes in proportion to the power that they can host. Where
// requests to a host exceed that power, all are reduced by the same factor.
class FlexibleLoad {
  public:
    explicit FlexibleLoad(const System& system);

    void start();       // at the beginning of a future
    void start_year();  // generators' hours are limited per year

    bool waiting() const { return waiting_; }
    double waiting_mwh(CenterIndex center) const { return waiting_mwh_[base::at(center)]; }

    // Deferred work that reaches its deadline becomes load of the hour, whatever the spare capacity of the halls.
    void start_hour(std::int64_t hour);
    // Whether the hour needs `limit_catch_up`, with the load of the data centres: what the halls can do of the work
    // that waits, beside what is due.
    bool needs_load() const { return waiting_ && limits_catch_up_; }
    void limit_catch_up(std::span<const double> load_mw);
    double due_mw(CenterIndex center) const { return due_mw_[base::at(center)]; }
    void subtract_due(std::span<double> region_mw) const;

    // In a shortage: `offer` appends the available resources in the order of use; then the amounts used of these
    // resources are recorded. load_mw: of the data centres, without deferred work that is due.
    void offer(std::span<const double> load_mw, std::vector<HourBalance::Resource>& resources);
    void note(std::int64_t hour, std::span<const HourBalance::Resource> used);
    // Afterwards: the remaining demand of a data centre, after its measures and with hosted work; and the load
    // disconnected.
    double remaining_mw(CenterIndex center) const { return remaining_mw_[base::at(center)]; }
    double disconnected_mw(CenterIndex center) const { return disconnected_mw_[base::at(center)]; }

    double generator_hours(CenterIndex center) const {
        return generator_hours_[base::at(center)];
    }  // used in the year so far

    // Runs deferred work: all of it if the surplus of the hour suffices for all; otherwise as much as causes no
    // shortage anywhere, the oldest first.
    void subtract_waiting(std::span<double> region_mw) const;
    void do_all();
    void catch_up(HourBalance& balance);

  private:
    enum class Kind { defer, move, generate, disconnect };
    struct Offer {
        Kind kind;
        CenterIndex center, host;
        std::size_t work;  // class of deferred work
    };
    struct Waiting {
        std::int64_t hour;  // hour in which it was deferred
        double mwh;
    };

    void add_class(CenterIndex center, double deferrable_frac, std::int64_t deadline_h);
    void find_moves();
    double doable_mwh(std::size_t work) const { return std::min(classes_[work].waiting_mwh, classes_[work].most_mwh); }
    void finish(std::size_t work, double done_mwh);  // of what waits, the oldest first
    void offer_moves(std::span<const double> load_mw, std::vector<HourBalance::Resource>& resources);
    void put(Offer offer, double mw, std::vector<HourBalance::Resource>& resources);
    void update_waiting();

    const DataCenters* centers_;
    std::int64_t hour_ = 0;  // of the horizon
    std::size_t count_;
    std::vector<double> hosting_elsewhere_mw_;  // by data centre: total of all data centres at other nodes
    struct Move {
        CenterIndex center, host;
        double wanted_mw;
        double limit_mw;
    };
    std::vector<Move> moves_;  // possible moves, by data centre and host, with the power requested now
    struct Class {
        CenterIndex center;
        double deferrable_frac;
        std::int64_t deadline_h;
        double catch_up_frac = std::numeric_limits<double>::infinity();  // of the load of the data centre
        std::deque<Waiting> queue = {};
        double waiting_mwh = 0.0, due_mwh = 0.0, most_mwh = 0.0;  // most: that can be done of what waits
    };
    std::vector<Class> classes_;
    bool limits_catch_up_ = false;
    std::vector<double> waiting_mwh_, due_mw_, disconnected_mw_, remaining_mw_, generator_hours_;  // by centre
    std::vector<double> unoffered_mw_, requested_mw_;  // load that no resource covers yet; requested from a host
    std::vector<Offer> offers_;
    bool waiting_ = false, has_due_ = false;
};

}  // namespace decawatt::adequacy
