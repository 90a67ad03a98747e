#include "adequacy/hour/storage_state.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "adequacy/uncertainty/entities.hpp"
#include "base/error.hpp"

namespace decawatt::adequacy {

using base::at;

namespace {
constexpr double kFullShare = 1e-9;  // of energy: closer to full is full
constexpr double kPerHour = 1e6;     // steps of time to go: stores that are alike keep their order, whatever is rounded
}  // namespace

StorageState::StorageState(const System& system, const OutageTables& tables)
    : stores_(&system.stores),
      count_(system.stores.count()),
      levels_(store_entities(system), tables),
      content_mwh_(count_),
      wanted_mw_(count_),
      to_go_(count_),
      rest_need_mw_(system.region.size()),
      machines_(&system.machines),
      has_machines_(machines_->count() > 0),
      in_machines_(count_, false),
      charge_mw_(count_),
      discharge_mw_(count_),
      energy_mwh_(count_),
      installed_mw_(count_),
      standing_frac_(count_, 1.0),
      locked_mwh_(count_),
      order_(count_) {
    for (const StoreIndex s : machines_->store) in_machines_[at(s)] = true;
    for (std::size_t s = 0; s < count_; ++s) order_[s] = StoreIndex{s};
    base::expects(stores_->standing_loss_frac_per_h.size() == count_, "every store has its standing loss");
    has_losses_ = std::ranges::any_of(stores_->standing_loss_frac_per_h, [](double frac) { return frac > 0.0; });
}

void StorageState::start(std::uint32_t seed, const Future& future) {
    levels_.start(seed, future);
    levels_.move_to(0);
    std::ranges::fill(content_mwh_, 0.0);
    std::ranges::fill(locked_mwh_, 0.0);
    std::ranges::fill(standing_frac_, 1.0);
    add_machines();
    for (std::size_t s = 0; s < count_; ++s) {
        content_mwh_[s] = stores_->initial_frac[s] * energy_mwh()[s];
        locked_mwh_[s] = stores_->initial_frac[s] * (levels_.values()[2 * count_ + s] - energy_mwh()[s]);
    }
    take_levels();
}

bool StorageState::move_to(std::int64_t hour) {
    if (!levels_.move_to(hour)) return false;
    add_machines();
    take_levels();
    return true;
}

void StorageState::add_machines() {
    if (!has_machines_) return;
    const std::span<const double> now = levels_.values(), groups = now.subspan(3 * count_);
    const std::size_t count = machines_->count();
    std::ranges::copy(now.first(count_), charge_mw_.begin());
    std::ranges::copy(now.subspan(count_, count_), discharge_mw_.begin());
    std::ranges::copy(groups.subspan(2 * count, count_), installed_mw_.begin());
    for (std::size_t g = 0; g < count; ++g) {
        const std::size_t s = at(machines_->store[g]);
        charge_mw_[s] += groups[g];
        discharge_mw_[s] += groups[g];
        installed_mw_[s] += groups[count + g];
    }
    for (std::size_t s = 0; s < count_; ++s) {
        const bool counts = in_machines_[s] && installed_mw_[s] > 0.0;
        const double share = counts ? std::min(1.0, discharge_mw_[s] / installed_mw_[s]) : 1.0;
        energy_mwh_[s] = share * now[2 * count_ + s];
        lock(StoreIndex{s}, share);
        locked_mwh_[s] = std::min(locked_mwh_[s], now[2 * count_ + s] - energy_mwh_[s]);  // some may have been closed
    }
}

// Machines share content evenly: one that fails keeps its part, one that returns brings an even part of what is kept.
void StorageState::lock(StoreIndex index, double share) {
    const std::size_t store = at(index);
    const double before = standing_frac_[store];
    double kept_mwh = 0.0;
    if (share < before) kept_mwh = content_mwh_[store] * (1.0 - share / before);
    if (share > before) kept_mwh = -locked_mwh_[store] * (share - before) / (1.0 - before);
    content_mwh_[store] -= kept_mwh;
    locked_mwh_[store] += kept_mwh;
    standing_frac_[store] = share;
}

void StorageState::take_levels() {
    may_rest_ = true;
    std::ranges::fill(rest_need_mw_, 0.0);
    for (std::size_t s = 0; s < count_; ++s) {
        content_mwh_[s] = std::min(content_mwh_[s], energy_mwh()[s]);  // it may have been closed
        const double lost_mwh = stores_->standing_loss_frac_per_h[s] * energy_mwh()[s];
        const double need_mw = (1.0 + kFullShare) * lost_mwh / stores_->charge_efficiency_frac[s];
        rest_need_mw_[at(stores_->region[s])] += need_mw;
        may_rest_ = may_rest_ && need_mw <= charge_mw()[s];
    }
    at_rest_ = count_ == 0;
}

void StorageState::start_hour() {
    if (!has_losses_) return;
    for (std::size_t s = 0; s < count_; ++s) content_mwh_[s] *= 1.0 - stores_->standing_loss_frac_per_h[s];
}

void StorageState::subtract_wanted(std::span<double> region_mw) {
    const double *const power = charge_mw().data(), *const energy = energy_mwh().data();
    const double* const efficiency = stores_->charge_efficiency_frac.data();
    for (std::size_t s = 0; s < count_; ++s) {
        const double free_mwh = energy[s] - content_mwh_[s];
        const double wanted = std::min(power[s], free_mwh / efficiency[s]);
        wanted_mw_[s] = free_mwh > kFullShare * energy[s] ? wanted : 0.0;
    }
    for (std::size_t s = 0; s < count_; ++s) region_mw[at(stores_->region[s])] -= wanted_mw_[s];
}

void StorageState::charge_all() {
    for (std::size_t s = 0; s < count_; ++s) content_mwh_[s] += stores_->charge_efficiency_frac[s] * wanted_mw_[s];
    look_for_rest();
}

void StorageState::sort() {
    const std::span<const double> power_mw = discharge_mw();
    for (std::size_t s = 0; s < count_; ++s)
        to_go_[s] =
            power_mw[s] > 0.0
                ? std::nearbyint(kPerHour * content_mwh_[s] * stores_->discharge_efficiency_frac[s] / power_mw[s])
                : std::numeric_limits<double>::infinity();
    const auto before = [&](StoreIndex a, StoreIndex b) {
        return to_go_[at(a)] > to_go_[at(b)] || (to_go_[at(a)] == to_go_[at(b)] && a < b);
    };
    for (std::size_t i = 1; i < count_; ++i) {  // from the order of the last time: most stand where they stood
        const StoreIndex s = order_[i];
        std::size_t place = i;
        for (; place > 0 && before(s, order_[place - 1]); --place) order_[place] = order_[place - 1];
        order_[place] = s;
    }
}

void StorageState::offer(std::vector<HourBalance::Resource>& resources) {
    offered_.clear();
    for (const StoreIndex index : order_) {
        const std::size_t s = at(index);
        const double mw = std::min(discharge_mw()[s], content_mwh_[s] * stores_->discharge_efficiency_frac[s]);
        if (mw <= 0.0) continue;
        resources.push_back({stores_->region[s], mw});
        offered_.push_back(index);
    }
}

void StorageState::note(std::span<const HourBalance::Resource> used) {
    for (std::size_t i = 0; i < offered_.size(); ++i) {
        const std::size_t s = at(offered_[i]);
        const double taken_mwh = used[i].at_most_mw / stores_->discharge_efficiency_frac[s];
        content_mwh_[s] = std::max(0.0, content_mwh_[s] - taken_mwh);
    }
}

void StorageState::charge(HourBalance& balance) {
    for (std::size_t i = count_; i-- > 0;) {
        const std::size_t s = at(order_[i]);
        const double efficiency = stores_->charge_efficiency_frac[s], free_mwh = energy_mwh()[s] - content_mwh_[s];
        if (free_mwh <= kFullShare * energy_mwh()[s]) continue;
        const double wanted_mw = std::min(charge_mw()[s], free_mwh / efficiency);
        content_mwh_[s] += efficiency * balance.take(stores_->region[s], wanted_mw);
    }
    look_for_rest();
}

void StorageState::look_for_rest() {
    at_rest_ = may_rest_;
    for (std::size_t s = 0; s < count_; ++s)
        at_rest_ = at_rest_ && energy_mwh()[s] - content_mwh_[s] <= kFullShare * energy_mwh()[s];
}

}  // namespace decawatt::adequacy
