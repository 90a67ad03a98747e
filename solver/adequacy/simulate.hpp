// One future: a decade hour by hour, with outages, weather, growth, network and stores.
#pragma once

#include <cstdint>
#include <vector>

#include "adequacy/availability.hpp"
#include "adequacy/hour_balance.hpp"
#include "adequacy/hour_tables.hpp"
#include "adequacy/levels.hpp"
#include "adequacy/loss.hpp"
#include "adequacy/shortage_scan.hpp"
#include "adequacy/system.hpp"

namespace decawatt::adequacy {

struct Chance {
    std::uint32_t seed = 1;
    double growth_sd_frac = 0.0;  // of a year's growth of load: a lognormal walk with mean 1
};

// What one sample drew before its hours begin.
struct Future {
    std::uint32_t sample = 0;
    std::vector<std::size_t> weather;  // by year of the horizon
    std::vector<double> load_factor;   // by year
};
Future draw_future(const Chance& chance, const HourTables& tables, std::uint32_t sample);

// Walks futures, one after another; a workspace of one thread.
//
// In each hour: units and tables give every region's surplus; the network moves it; what is still short is met by
// stores, the one that can last longest first; the rest is shared (HourBalance::share) and recorded. Surplus then
// charges stores, the emptiest (shortest to last) first. Stores begin with their initial content, and keep what they
// have from year to year.
class Simulator {
  public:
    Simulator(const System& system, const HourTables& tables, const Chance& chance);

    void run(const Future& future, LossRecord& record);

  private:
    void start(const Future& future);
    void walk_window(const Future& future, std::size_t year, std::int64_t first, std::size_t count, LossRecord& record);
    void fill_surplus(const Future& future, std::size_t year, std::int64_t first, std::size_t count);
    void take_limits();
    void walk_hour(std::size_t year, std::int64_t hour, std::size_t at, bool is_short, LossRecord& record);
    void order_stores();
    void discharge();
    void charge();

    const System* system_;
    const HourTables* tables_;
    Chance chance_;
    std::size_t regions_, stores_;
    std::vector<OutageTable> outages_;
    Availability units_;
    Levels network_;      // rows: lines forward, lines reverse, net imports, net exports
    Levels store_power_;  // rows: charge, discharge and energy of all stores
    ShortageScan scan_;
    HourBalance balance_;
    std::vector<double> surplus_mw_, load_mw_;  // region after region, a window of hours each
    std::vector<LineCapacity> line_mw_;         // now
    std::vector<double> net_import_mw_, net_export_mw_, import_limit_mw_;  // now; the last of every set
    std::vector<double> content_mwh_;                                      // by store
    std::vector<double> region_mw_, region_load_mw_, unserved_mw_;         // by region: this hour
    std::vector<std::size_t> order_;                                       // of stores: longest to last first
    std::vector<HourBalance::Resource> resources_;
    bool at_rest_ = false;  // every store is full
};

}  // namespace decawatt::adequacy
