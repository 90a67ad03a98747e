// One future: a decade hour by hour, with outages, weather, growth, network and stores.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "adequacy/chance/availability.hpp"
#include "adequacy/chance/entities.hpp"
#include "adequacy/chance/future.hpp"
#include "adequacy/chance/levels.hpp"
#include "adequacy/hour/flexible_load.hpp"
#include "adequacy/hour/hour_balance.hpp"
#include "adequacy/hour/shortage_scan.hpp"
#include "adequacy/hour/store_fleet.hpp"
#include "adequacy/statistics/loss.hpp"
#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"

namespace decawatt::adequacy {

// Walks futures, one after another; a workspace of one thread. System and library live longer than it.
//
// In each hour: units and weather give every node's surplus; the network moves it; what is still short is met by
// stores (StoreFleet), then by data centres (FlexibleLoad); the rest is shared (HourBalance::share) and recorded, a
// data centre bearing what its node does in proportion to the load that it has left. Surplus then does work that waits,
// and charges stores. Stores begin with their initial content, and keep what they have from year to year.
//
// Places of the record: the grid, the nodes, the data centres. What a node loses is borne in proportion to load: the
// node's place has the part of its own load, each data centre has its own part, and what it loses behind a non-firm
// connection. The grid's loss is that of all nodes' own load: that of regions without data centres, however those are
// connected.
class Simulator {
  public:
    Simulator(const System& system, const WeatherLibrary& library, const Chance& chance);
    Simulator(const Simulator&) = delete;
    Simulator& operator=(const Simulator&) = delete;

    // One hour as it was: powers in MW, contents and work that waits in MWh at its end.
    struct HourView {
        std::int64_t hour;                                 // of the horizon
        std::span<const double> units_mw, weather_mw;      // by node: what units and the weather give
        std::span<const double> load_mw, center_load_mw;   // by node, data centres in it; by data centre
        std::span<const double> lost_mw;                   // by place
        std::span<const double> content_mwh, waiting_mwh;  // by store; by data centre
    };
    using Look = std::function<void(const HourView&)>;

    // With `look` no hour is passed over, and each is shown.
    void run(const Future& future, LossRecord& record, const Look& look = {});

    // What the last run took: hours that were not passed over, and those of them that were short before stores.
    struct Effort {
        std::int64_t hours = 0, looked_at = 0, short_hours = 0;
    };
    const Effort& effort() const { return effort_; }

  private:
    struct Hour {
        const Future* future;
        std::size_t year;
        std::int64_t of_horizon;
        std::size_t at;  // in the window
    };

    void start(const Future& future);
    void fill_surplus(const Future& future, std::size_t year, std::int64_t first, std::size_t count);
    void add_weather(const Future& future, std::size_t year, std::int64_t first, std::size_t count);
    void take_limits();
    void walk_window(const Future& future, std::size_t year, std::int64_t first, std::size_t count, LossRecord& record);
    void walk_piece(const Future& future, std::size_t year, std::int64_t begin, std::size_t from, std::size_t end,
                    LossRecord& record);
    void walk_hour(const Hour& hour, LossRecord& record);
    bool has_room_for_all();
    void meet_shortage(const Hour& hour, LossRecord& record);
    void load_now(const Hour& hour);
    void record_loss(const Hour& hour, LossRecord& record);
    void show(const Hour& hour);

    const System* system_;
    const WeatherLibrary* library_;
    Chance chance_;
    std::size_t regions_, centers_;
    ChanceTables tables_;
    Availability units_;
    std::vector<VariableRow> rows_;
    Availability variables_;  // capacities by rows_
    Levels network_;          // rows: lines forward, lines reverse, net imports, net exports
    StoreFleet stores_;
    FlexibleLoad flexible_;
    ShortageScan scan_;
    HourBalance balance_;
    std::vector<double> surplus_mw_;                                          // node after node, a window of hours each
    std::vector<LineCapacity> line_mw_;                                       // now
    std::vector<double> net_import_mw_, net_export_mw_, import_limit_mw_;     // now; the last of every set
    std::vector<double> region_mw_, left_mw_, region_load_mw_, unserved_mw_;  // by node: this hour
    std::vector<double> center_load_mw_;                                      // by data centre: this hour
    std::vector<HourBalance::Resource> resources_;
    Effort effort_;
    const Look* look_ = nullptr;   // of this run, where somebody looks
    std::vector<double> lost_mw_;  // by place: this hour, where somebody looks
    bool at_rest_ = false;         // every store is full, and no work waits
};

}  // namespace decawatt::adequacy
