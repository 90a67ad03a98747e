// The stores of one future: what they hold, give and take, hour by hour.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "adequacy/hour/hour_balance.hpp"
#include "adequacy/system/system.hpp"
#include "adequacy/uncertainty/levels.hpp"

namespace decawatt::adequacy {

// An hour of a store: its content shrinks by the standing loss; then it may discharge, the store that can last longest
// at full power first (Evans, Tindemans, Angeli, "Minimizing unserved energy using heterogeneous storage units", IEEE
// Transactions on Power Systems 34(5), 2019); then it charges, the shortest to last first. Times within a millionth of
// an hour are the same: the first of the fleet stands first.
//
// A store of machines (System::machines) has the power of those that stand and the same share of its energy. What is in
// a machine that fails stays there, and comes back with it.
class StorageState {
  public:
    StorageState(const System& system, const OutageTables& tables);

    void start(std::uint32_t seed, const Future& future);  // and moves to hour 0: the initial content of what is there
    bool move_to(std::int64_t hour);                       // whether powers or energies have changed
    std::int64_t next_change() const { return levels_.next_change(); }

    void start_hour();                                  // the standing loss
    void subtract_wanted(std::span<double> region_mw);  // what all would take to be full, power permitting
    void charge_all();                                  // they get it
    void sort();                                        // by time to go, as it is now
    void offer(std::vector<HourBalance::Resource>& resources);
    void note(std::span<const HourBalance::Resource> used);  // of just those
    void charge(HourBalance& balance);

    // Full, and able to take what standing losses need each hour: rest_need_mw of its region. While every region has
    // that to spare, nothing changes.
    bool at_rest() const { return at_rest_; }
    std::span<const double> rest_need_mw() const { return rest_need_mw_; }

    // With what is in machines that are out.
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
    std::vector<double> charge_mw_, discharge_mw_, energy_mwh_;  // with machines that stand; used where some store has
    std::vector<double> installed_mw_, standing_frac_, locked_mwh_;
    std::vector<StoreIndex> order_, offered_;  // longest to last first; those that had something to offer
    bool has_losses_ = false, at_rest_ = false, may_rest_ = false;
};

}  // namespace decawatt::adequacy
