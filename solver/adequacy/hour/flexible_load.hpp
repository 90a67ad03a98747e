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
// movable work goes to data centres of other regions, in equal parts; (3) own generators run, for so many hours of a
// calendar year; (4) what stands behind a non-firm connection is disconnected: the data centre's loss, not the grid's.
class FlexibleLoad {
  public:
    explicit FlexibleLoad(const DataCenters& centers);

    void start();       // of a future
    void start_year();  // generators' hours are counted by the year
    bool waiting() const { return waiting_; }

    // The loads of an hour. Work whose time has come is due: it adds to the load and waits no longer.
    void start_hour(std::int64_t hour, std::span<const double> load_mw);
    double due_mw(std::size_t center) const { return due_mw_[center]; }

    // Appends what is on offer, in the order of use; then takes note of what was used of just these.
    void offer(std::vector<HourBalance::Resource>& resources) const;
    void note(std::int64_t hour, std::span<const HourBalance::Resource> used);

    // Does work that waits where that harms nobody, the oldest first.
    void catch_up(HourBalance& balance);

    double disconnected_mw(std::size_t center) const { return disconnected_mw_[center]; }  // this hour

  private:
    struct Waiting {
        std::int64_t hour;  // since when
        double mwh;
    };

    const DataCenters* centers_;
    std::vector<std::deque<Waiting>> queue_;
    std::vector<double> load_mw_, due_mw_, disconnected_mw_, generator_hours_;
    bool waiting_ = false;
};

}  // namespace decawatt::adequacy
