#include "adequacy/simulation/simulator.hpp"

#include <algorithm>
#include <bit>

#include "adequacy/system/places.hpp"
#include "base/error.hpp"

namespace decawatt::adequacy {

using base::at;

Simulator::Simulator(const System& system, const WeatherLibrary& library, const UncertaintySettings& uncertainty)
    : system_(&system),
      library_(&library),
      seed_(uncertainty.seed),
      tables_(system, library),
      window_(system, tables_),
      network_(system, tables_),
      stores_(system, tables_),
      flexible_(system),
      scan_(nodes()),
      balance_(nodes()) {
    const auto& shape = library.shape();
    base::expects(nodes() >= 1 && nodes() <= kMostRegions, "as many nodes as sets can be looked at");
    base::expects(shape.regions <= nodes() && shape.centers == centers(), "the library is the system's");
}

void Simulator::run(const Future& future, LossRecord& record, const HourObserver& observer) {
    const Run run{future, record, observer ? &observer : nullptr};
    HourState state(nodes(), centers());
    start(future);
    for (std::size_t y = 0; y < library_->years(); ++y) {
        flexible_.start_year();
        state.year = y;
        for (std::int64_t hour = 0; hour < library_->hours(y);) {
            const auto left = static_cast<std::size_t>(library_->piece_end(y, hour) - hour);
            const std::size_t count = std::min(SurplusWindow::kHours, left);
            walk_window(run, {y, hour, count}, state);
            hour += static_cast<std::int64_t>(count);
        }
    }
    record.finish();
}

void Simulator::start(const Future& future) {
    effort_ = {};
    window_.start(seed_, future);
    network_.start(seed_, future);
    scan_.set_limits(network_.import_limit_mw());
    stores_.start(seed_, future);
    flexible_.start();
}

// Simulates the window in pieces between changes of lines or stores.
void Simulator::walk_window(const Run& run, const YearHours& hours, HourState& state) {
    const std::int64_t begin = library_->first_hour(hours.year) + hours.first;
    window_.fill(run.future, hours);
    effort_.hours += static_cast<std::int64_t>(hours.count);
    for (std::size_t from = 0; from < hours.count;) {
        const std::int64_t hour = begin + static_cast<std::int64_t>(from);
        if (network_.move_to(hour)) scan_.set_limits(network_.import_limit_mw());
        stores_.move_to(hour);
        const std::int64_t change = std::min(network_.next_change(), stores_.next_change());
        const auto end =
            static_cast<std::size_t>(std::min<std::int64_t>(static_cast<std::int64_t>(hours.count), change - begin));
        walk_piece(run, begin, from, end, state);
        from = end;
    }
}

// Skips hours without a shortage, without deferred work and with all stores full.
void Simulator::walk_piece(const Run& run, std::int64_t begin, std::size_t from, std::size_t end, HourState& state) {
    const auto walk = [&](std::size_t at) {
        state.of_horizon = begin + static_cast<std::int64_t>(at);
        state.in_window = at;
        walk_hour(run, state);
    };
    for (std::size_t at = from; at < end;) {
        if (!at_rest() || run.observer != nullptr) {
            walk(at++);
            continue;
        }
        const std::size_t block = at;
        unsigned found = scan_.short_hours(window_.surplus_mw(), SurplusWindow::kStride, block, stores_.rest_need_mw());
        if (end - block < ShortageScan::kHours) found &= (1U << (end - block)) - 1U;
        at = std::min(end, block + ShortageScan::kHours);
        for (; found != 0; found &= found - 1) {
            const std::size_t hour = block + static_cast<std::size_t>(std::countr_zero(found));
            walk(hour);
            if (at_rest()) continue;
            at = hour + 1;
            break;
        }
    }
}

void Simulator::walk_hour(const Run& run, HourState& hour) {
    ++effort_.dispatched;
    if (run.observer != nullptr) hour.lost_mw.assign(place_count(*system_), 0.0);
    for (std::size_t r = 0; r < nodes(); ++r) hour.surplus_mw[r] = window_.surplus_mw(NodeIndex{r}, hour.in_window);
    flexible_.start_hour(hour.of_horizon);
    if (flexible_.needs_load()) {
        find_load(run.future, hour);
        flexible_.limit_catch_up(hour.center_load_mw);
    }
    flexible_.subtract_due(hour.surplus_mw);
    stores_.start_hour();
    if (has_margin_for_all(hour)) {
        flexible_.do_all();
        stores_.charge_all();
    } else {
        balance_.start(hour.surplus_mw, network_.import_limit_mw());
        stores_.sort();
        if (balance_.unserved_mw() > kNegligibleMw) meet_shortage(run, hour);
        flexible_.catch_up(balance_);
        stores_.charge(balance_);
    }
    if (run.observer != nullptr) show(run, hour);
}

// Whether all deferred work can run and all stores can charge at their limits without a shortage, as in most hours.
bool Simulator::has_margin_for_all(HourState& hour) {
    std::ranges::copy(hour.surplus_mw, hour.spare_mw.begin());
    flexible_.subtract_waiting(hour.spare_mw);
    stores_.subtract_wanted(hour.spare_mw);
    const std::span<const double> import_limit_mw = network_.import_limit_mw();
    bool all_have = true;
    for (std::size_t r = 0; r < hour.spare_mw.size(); ++r) {
        if (hour.spare_mw[r] >= 0.0) continue;
        if (hour.spare_mw[r] + import_limit_mw[RegionSet{1} << r] < 0.0)
            return false;  // short whatever the surplus of others
        all_have = false;
    }
    if (all_have) return true;
    balance_.start(hour.spare_mw, import_limit_mw);
    return balance_.unserved_mw() <= 0.0;
}

// Measures of data centres are used only if stores do not suffice. Then both are solved together, because moved load
// may be served by a store that could not serve it before.
void Simulator::meet_shortage(const Run& run, HourState& hour) {
    ++effort_.short_hours;
    resources_.clear();
    stores_.offer(resources_);
    const std::size_t stores = resources_.size();
    balance_.use(resources_);
    if (balance_.unserved_mw() <= kNegligibleMw) {
        stores_.note(resources_);
        return;
    }
    resources_.clear();
    stores_.offer(resources_);
    find_load(run.future, hour);
    flexible_.offer(hour.center_load_mw, resources_);
    if (!balance_.is_as_started()) balance_.start(hour.surplus_mw, network_.import_limit_mw());
    balance_.use(resources_);
    stores_.note(std::span(resources_).first(stores));
    flexible_.note(hour.of_horizon, std::span(resources_).subspan(stores));
    record_loss(run, hour);
}

void Simulator::find_load(const Future& future, HourState& hour) const {
    const WeatherIndex weather = future.weather[hour.year];
    const double factor = future.load_factor[hour.year], center_factor = future.center_factor[hour.year];
    const auto t = static_cast<std::size_t>(hour.of_horizon - library_->first_hour(hour.year));
    for (std::size_t r = 0; r < nodes(); ++r)
        hour.own_load_mw[r] = factor * static_cast<double>(library_->load_mw(weather, hour.year, NodeIndex{r})[t]);
    for (std::size_t d = 0; d < centers(); ++d)
        hour.center_load_mw[d] =
            center_factor * static_cast<double>(library_->center_mw(weather, hour.year, CenterIndex{d})[t]);
}

void Simulator::record_loss(const Run& run, HourState& hour) {
    std::ranges::copy(hour.own_load_mw, hour.demand_mw.begin());
    for (std::size_t d = 0; d < centers(); ++d)
        hour.demand_mw[at(system_->centers.region[d])] += flexible_.remaining_mw(CenterIndex{d});
    std::ranges::fill(hour.unserved_mw, 0.0);
    if (balance_.unserved_mw() > kNegligibleMw) balance_.share(hour.demand_mw, hour.unserved_mw);
    const auto share = [&](NodeIndex node) {  // unserved fraction of demand, equal for all load of a node
        const double unserved_mw = hour.unserved_mw[at(node)];
        return unserved_mw > 0.0 ? unserved_mw / hour.demand_mw[at(node)] : 0.0;
    };
    const std::size_t slot = library_->slot(hour.of_horizon);
    const auto lose = [&](std::size_t place, double mw) {
        if (mw <= kNegligibleMw) return;
        run.record.add(hour.year, place, hour.of_horizon, slot, mw);
        if (run.observer != nullptr) hour.lost_mw[place] = mw;
    };
    double grid_mw = 0.0;
    for (std::size_t r = 0; r < nodes(); ++r) grid_mw += share(NodeIndex{r}) * hour.own_load_mw[r];
    lose(kGridPlace, grid_mw);
    for (std::size_t r = 0; r < nodes(); ++r) lose(place_of(NodeIndex{r}), share(NodeIndex{r}) * hour.own_load_mw[r]);
    for (std::size_t d = 0; d < centers(); ++d) {
        const CenterIndex center{d};
        lose(place_of(*system_, center),
             share(system_->centers.region[d]) * flexible_.remaining_mw(center) + flexible_.disconnected_mw(center));
    }
}

void Simulator::show(const Run& run, HourState& hour) const {
    find_load(run.future, hour);
    std::vector<double> units_mw, weather_mw, content_mwh, waiting_mwh, load_mw = hour.own_load_mw;
    for (std::size_t d = 0; d < centers(); ++d) {
        load_mw[at(system_->centers.region[d])] += hour.center_load_mw[d];
        waiting_mwh.push_back(flexible_.waiting_mwh(CenterIndex{d}));
    }
    for (std::size_t r = 0; r < nodes(); ++r) {
        units_mw.push_back(window_.units_mw(NodeIndex{r}, hour.in_window));
        weather_mw.push_back(window_.surplus_mw(NodeIndex{r}, hour.in_window) + load_mw[r] - units_mw[r]);
    }
    for (std::size_t s = 0; s < system_->stores.count(); ++s) content_mwh.push_back(stores_.content_mwh(StoreIndex{s}));
    (*run.observer)(
        {hour.of_horizon, units_mw, weather_mw, load_mw, hour.center_load_mw, hour.lost_mw, content_mwh, waiting_mwh});
}

}  // namespace decawatt::adequacy
