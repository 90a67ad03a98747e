// What data centres do in a shortage before load is lost: defer work, move it, run their own generators, step back
// behind a non-firm connection. One future's memory of it.
#pragma once

#include <cstdint>
#include <deque>
#include <span>
#include <vector>

#include "adequacy/hour/hour_balance.hpp"
#include "adequacy/system/system.hpp"

namespace decawatt::adequacy {

// The order of use, after supply, network and stores: (1) deferrable work waits, no longer than its deadline; (2)
// movable work goes to data centres of other nodes; (3) own generators run, for so many hours of a calendar year; (4)
// what stands behind a non-firm connection is disconnected: the data centre's loss, not the grid's.
//
// Who takes moved work: the data centres at other nodes in proportion to their hosting; where those that move want more
// of a host than it has, each gets the same part of what it wants.
class FlexibleLoad {
  public:
    explicit FlexibleLoad(const System& system);

    void start();       // of a future
    void start_year();  // generators' hours are counted by the year

    bool waiting() const { return waiting_; }
    double waiting_mwh(CenterIndex center) const { return waiting_mwh_[base::at(center)]; }

    // Work whose time has come is due: it adds to the load of the hour and waits no longer.
    void start_hour(std::int64_t hour);
    double due_mw(CenterIndex center) const { return due_mw_[base::at(center)]; }
    void subtract_due(std::span<double> region_mw) const;

    // In a shortage: appends what is on offer, in the order of use; then takes note of what was used of just these.
    // load_mw: of the data centres, without what is due.
    void offer(std::span<const double> load_mw, std::vector<HourBalance::Resource>& resources);
    void note(std::int64_t hour, std::span<const HourBalance::Resource> used);
    // After that: what a data centre still asks of its node, hosted work with it; what was disconnected; and all that
    // it was relieved of or took on.
    double remaining_mw(CenterIndex center) const { return remaining_mw_[base::at(center)]; }
    double disconnected_mw(CenterIndex center) const { return disconnected_mw_[base::at(center)]; }

    double generator_hours(CenterIndex center) const {
        return generator_hours_[base::at(center)];
    }  // of the year so far

    // Does work that waits: all of it, where the hour has room for all; or what harms nobody, the oldest first.
    void subtract_waiting(std::span<double> region_mw) const;
    void do_all();
    void catch_up(HourBalance& balance);

  private:
    enum class Kind { defer, move, generate, disconnect };
    struct Offer {
        Kind kind;
        CenterIndex center, host;
    };
    struct Waiting {
        std::int64_t hour;  // since when
        double mwh;
    };

    void offer_moves(std::span<const double> load_mw, std::vector<HourBalance::Resource>& resources);
    void put(Offer offer, double mw, std::vector<HourBalance::Resource>& resources);
    void look_for_waiting();

    const DataCenters* centers_;
    std::size_t count_;
    std::vector<double> hosting_elsewhere_mw_;  // by centre: of all at other nodes
    struct Move {
        CenterIndex center, host;
        double wanted_mw;
    };
    std::vector<Move> moves_;  // that there may be, by centre and host; what is wanted of them now
    std::vector<std::deque<Waiting>> queue_;
    std::vector<double> waiting_mwh_, due_mw_, disconnected_mw_, remaining_mw_, generator_hours_;  // by centre
    std::vector<double> unoffered_mw_, requested_mw_;  // load that nothing is offered for yet; asked of a host
    std::vector<Offer> offers_;
    bool waiting_ = false, has_due_ = false;
};

}  // namespace decawatt::adequacy
