// Simulation of one future, hour by hour, with outages, weather, growth, network and stores.
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

// Simulates futures one after another; the workspace of one thread. System and library must outlive it.
//
// In each hour, units and weather determine the surplus of every node, and the network transports it. A remaining
// shortage is met by stores (StorageState), then by data centres (FlexibleLoad); the rest is allocated
// (HourBalance::share) and recorded, with a data centre's part of its node's loss in proportion to its remaining load.
// Surplus then runs deferred work and charges stores. Stores begin with their initial content, and carry their content
// from year to year.
//
// Places of the record: the grid, the nodes, the data centres. The loss of a node is divided in proportion to load: the
// node's place records the part of its own load, and each data centre records its part and its load disconnected behind
// a non-firm connection. The loss of the grid is that of the own load of all nodes: it excludes load of data centres,
// however they are connected.
class Simulator {
  public:
    Simulator(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty);
    Simulator(const Simulator&) = delete;
    Simulator& operator=(const Simulator&) = delete;

    // One simulated hour: powers in MW; content of stores and deferred work in MWh at its end.
    struct HourView {
        std::int64_t hour;  // of the horizon
        std::span<const double> units_mw,
            weather_mw;  // by node: available output of units, and of weather-dependent plants
        std::span<const double> load_mw, center_load_mw;   // by node, including data centres; by data centre
        std::span<const double> lost_mw;                   // by place
        std::span<const double> content_mwh, waiting_mwh;  // by store; by data centre
    };
    using HourObserver = std::function<void(const HourView&)>;

    // With `observer` no hour is skipped, and it is called for each.
    void run(const Future& future, LossRecord& record, const HourObserver& observer = {});

    // Work of the last run: hours that were not skipped, and those of them with a shortage before stores.
    struct Effort {
        std::int64_t hours = 0, dispatched = 0, short_hours = 0;
    };
    const Effort& effort() const { return effort_; }

  private:
    struct Run {
        const Future& future;
        LossRecord& record;
        const HourObserver* observer;  // null: none
    };

    std::size_t nodes() const { return system_->region.size(); }
    std::size_t centers() const { return system_->centers.count(); }
    // Every store is full, and no work is deferred.
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
    // Processes of the present future
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
