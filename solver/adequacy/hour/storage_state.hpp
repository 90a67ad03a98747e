// State of the stores in one future: content, charging and discharging, hour by hour.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/hour/hour_balance.hpp"
#include "adequacy/system/system.hpp"
#include "adequacy/uncertainty/levels.hpp"

namespace decawatt::adequacy {

// In each hour the content is reduced by the standing loss; then stores may discharge, that with the longest duration
// at full power first (Evans, Tindemans, Angeli, "Minimizing unserved energy using heterogeneous storage units", IEEE
// Transactions on Power Systems 34(5), 2019); then they charge, that with the shortest duration first. Durations within
// a millionth of an hour count as equal: then the order is that of the study.
//
// A store of machines (System::machines) has the power of the available machines and the same share of its energy. The
// content of a machine that fails is unavailable until its repair.
class StorageState {
  public:
    StorageState(const System& system, const OutageTables& tables);

    void start(std::uint32_t seed,
               const Future& future);  // and moves to hour 0, with the initial content of existing stores
    bool move_to(std::int64_t hour);   // whether powers or energies have changed
    std::int64_t next_change() const { return levels_.next_change(); }

    void start_hour();  // the standing loss
    void subtract_wanted(
        std::span<double> region_mw);  // the power at which all would charge until full, within their limits
    void charge_all();                 // charges all stores by that power
    void sort();                       // by duration at the present content
    void offer(std::vector<HourBalance::Resource>& resources);
    void note(std::span<const HourBalance::Resource> used);  // power used of the resources last offered
    void charge(HourBalance& balance);

    // All stores are full and can recharge their standing losses each hour, rest_need_mw per region. While every region
    // has a surplus of at least that, no content changes.
    bool at_rest() const { return at_rest_; }
    std::span<const double> rest_need_mw() const { return rest_need_mw_; }

    // Includes the content of machines that are out.
    double content_mwh(StoreIndex store) const { return content_mwh_[base::at(store)] + locked_mwh_[base::at(store)]; }

  private:
    std::span<const double> charge_mw() const { return of_stores(charge_mw_, 0); }
    std::span<const double> discharge_mw() const { return of_stores(discharge_mw_, 1); }
    std::span<const double> energy_mwh() const { return of_stores(energy_mwh_, 2); }
    std::span<const double> of_stores(const std::vector<double>& of_machines, std::size_t rows) const {
        return has_machines_ ? of_machines : levels_.values().subspan(rows * count_, count_);
    }
    void add_machines();
    void lock(StoreIndex index, double share);
    void take_levels();
    void look_for_rest();

    const Stores* stores_;
    std::size_t count_;
    Levels levels_;  // rows: store_entities
    std::vector<double> content_mwh_, wanted_mw_, to_go_, rest_need_mw_;
    const StoreMachines* machines_;
    bool has_machines_;
    std::vector<bool> in_machines_;                              // by store
    std::vector<double> charge_mw_, discharge_mw_, energy_mwh_;  // of the available machines; used where some store has
    std::vector<double> installed_mw_, standing_frac_, locked_mwh_;
    std::vector<StoreIndex> order_, offered_;  // longest duration first; stores that offered power
    bool has_losses_ = false, at_rest_ = false, may_rest_ = false;
};

}  // namespace decawatt::adequacy
