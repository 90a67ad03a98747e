// One future: a decade hour by hour, with outages, weather, growth, network and stores.
#pragma once

#include <cstdint>
#include <vector>

#include "adequacy/chance/availability.hpp"
#include "adequacy/hour/flexible_load.hpp"
#include "adequacy/hour/hour_balance.hpp"
#include "adequacy/system/weather_library.hpp"
#include "adequacy/chance/levels.hpp"
#include "adequacy/statistics/loss.hpp"
#include "adequacy/hour/shortage_scan.hpp"
#include "adequacy/system/system.hpp"

namespace decawatt::adequacy {

struct Chance {
    std::uint32_t seed = 1;
    double growth_sd_frac = 0.0;         // of a year's growth of the regions' load: a lognormal walk with mean 1
    double center_growth_sd_frac = 0.0;  // the same of the data centres' load
};

// What one sample drew before its hours begin.
struct Future {
    std::uint32_t sample = 0;
    std::vector<std::size_t> weather;                // by year of the horizon
    std::vector<double> load_factor, center_factor;  // by year
};
Future draw_future(const Chance& chance, const HourTables& tables, std::uint32_t sample);

// Walks futures, one after another; a workspace of one thread.
//
// In each hour: units and tables give every region's surplus; the network moves it; what is still short is met by
// stores, the one that can last longest first, then by data centres (FlexibleLoad); the rest is shared
// (HourBalance::share) and recorded, a data centre bearing what its region does in proportion to its load. Surplus then
// does work that waits, and charges stores, the emptiest (shortest to last) first. Stores begin with their initial
// content, and keep what they have from year to year.
//
// Places of the record: the system, the regions, the data centres. The system's loss is that of the regions; what a
// data centre behind a non-firm connection loses beyond that is its own.
class Simulator {
  public:
    Simulator(const System& system, const HourTables& tables, const Chance& chance);

    void run(const Future& future, LossRecord& record);

  private:
    void start(const Future& future);
    void walk_window(const Future& future, std::size_t year, std::int64_t first, std::size_t count, LossRecord& record);
    void fill_surplus(const Future& future, std::size_t year, std::int64_t first, std::size_t count);
    void take_limits();
    void walk_hour(std::size_t year, std::int64_t hour, std::size_t at, LossRecord& record);
    void start_hour(std::int64_t hour, std::size_t at);
    void record_loss(std::size_t year, std::int64_t hour, LossRecord& record);
    void order_stores();
    void meet_shortage(std::int64_t hour);
    void charge();

    const System* system_;
    const HourTables* tables_;
    Chance chance_;
    std::size_t regions_, stores_, centers_;
    std::vector<OutageTable> outages_;
    Availability units_;
    Levels network_;      // rows: lines forward, lines reverse, net imports, net exports
    Levels store_power_;  // rows: charge, discharge and energy of all stores
    FlexibleLoad flexible_;
    ShortageScan scan_;
    HourBalance balance_;
    std::vector<double> surplus_mw_, load_mw_;  // region after region, a window of hours each
    std::vector<double> center_mw_;             // data centre after data centre
    std::vector<LineCapacity> line_mw_;         // now
    std::vector<double> net_import_mw_, net_export_mw_, import_limit_mw_;  // now; the last of every set
    std::vector<double> content_mwh_;                                      // by store
    std::vector<double> region_mw_, region_load_mw_, unserved_mw_;         // by region: this hour
    std::vector<double> center_load_mw_;                                   // by data centre: this hour
    std::vector<std::size_t> order_;                                       // of stores: longest to last first
    std::vector<HourBalance::Resource> resources_;
    bool at_rest_ = false;  // every store is full, and no work waits
};

}  // namespace decawatt::adequacy
