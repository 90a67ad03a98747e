// One future: a decade hour by hour, with outages, weather, growth, network and stores.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "adequacy/hour/flexible_load.hpp"
#include "adequacy/hour/hour_balance.hpp"
#include "adequacy/hour/shortage_scan.hpp"
#include "adequacy/hour/storage_state.hpp"
#include "adequacy/simulation/hour_state.hpp"
#include "adequacy/simulation/network_limits.hpp"
#include "adequacy/simulation/surplus_window.hpp"
#include "adequacy/statistics/loss.hpp"
#include "adequacy/system/system.hpp"
#include "adequacy/system/weather_library.hpp"
#include "adequacy/uncertainty/entity_walk.hpp"
#include "adequacy/uncertainty/future.hpp"

namespace decawatt::adequacy {

// Walks futures, one after another; a workspace of one thread. System and library live longer than it.
//
// In each hour: units and weather give every node's surplus; the network moves it; what is still short is met by
// stores (StorageState), then by data centres (FlexibleLoad); the rest is shared (HourBalance::share) and recorded, a
// data centre bearing what its node does in proportion to the load that it has left. Surplus then does work that waits,
// and charges stores. Stores begin with their initial content, and keep what they have from year to year.
//
// Places of the record: the grid, the nodes, the data centres. What a node loses is borne in proportion to load: the
// node's place has the part of its own load, each data centre has its own part, and what it loses behind a non-firm
// connection. The grid's loss is that of all nodes' own load: that of regions without data centres, however those are
// connected.
class Simulator {
  public:
    Simulator(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty);
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
    using HourObserver = std::function<void(const HourView&)>;

    // With `observer` no hour is passed over, and each is shown.
    void run(const Future& future, LossRecord& record, const HourObserver& observer = {});

    // What the last run took: hours that were not passed over, and those of them that were short before stores.
    struct Effort {
        std::int64_t hours = 0, looked_at = 0, short_hours = 0;
    };
    const Effort& effort() const { return effort_; }

  private:
    struct Run {
        const Future& future;
        LossRecord& record;
        const HourObserver* observer;  // null: nobody looks
    };

    std::size_t nodes() const { return system_->region.size(); }
    std::size_t centers() const { return system_->centers.count(); }
    // Every store is full, and no work waits.
    bool at_rest() const { return stores_.at_rest() && !flexible_.waiting(); }

    void start(const Future& future);
    void walk_window(const Run& run, const YearHours& hours, HourState& state);
    void walk_piece(const Run& run, std::int64_t begin, std::size_t from, std::size_t end, HourState& state);
    void walk_hour(const Run& run, HourState& hour);
    bool has_margin_for_all(HourState& hour);
    void meet_shortage(const Run& run, HourState& hour);
    void find_load(const Future& future, HourState& hour) const;
    void record_loss(const Run& run, HourState& hour);
    void show(const Run& run, HourState& hour) const;

    const System* system_;
    const WeatherLibrary* library_;
    std::uint32_t seed_;
    // The future at hand, through time
    OutageTables tables_;
    SurplusWindow window_;
    NetworkLimits network_;
    StorageState stores_;
    FlexibleLoad flexible_;
    // Working memory of an hour
    ShortageScan scan_;
    HourBalance balance_;
    std::vector<HourBalance::Resource> resources_;
    Effort effort_;
};

}  // namespace decawatt::adequacy
