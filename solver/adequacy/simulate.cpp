#include "adequacy/simulate.hpp"

#include <algorithm>
#include <bit>

#include "base/error.hpp"

namespace decawatt::adequacy {

namespace {
constexpr std::size_t kWindow = 736;                             // hours at a time: they stay in the cache
constexpr std::size_t kStride = kWindow + ShortageScan::kHours;  // the last sixteen may read beyond the window
}  // namespace

Simulator::Simulator(const System& system, const WeatherLibrary& library, const Chance& chance)
    : system_(&system),
      library_(&library),
      chance_(chance),
      regions_(system.region.size()),
      centers_(system.centers.count()),
      tables_(system, library),
      units_(unit_entities(system), regions_, kWindow, tables_),
      rows_(variable_rows(system)),
      variables_(variable_entities(system, rows_), rows_.size(), kWindow, tables_),
      network_(network_entities(system), tables_),
      stores_(system, tables_),
      flexible_(system),
      scan_(regions_),
      balance_(regions_),
      surplus_mw_(regions_ * kStride),
      import_limit_mw_(RegionSet{1} << regions_),
      region_mw_(regions_),
      left_mw_(regions_),
      region_load_mw_(regions_),
      unserved_mw_(regions_),
      center_load_mw_(centers_) {
    const auto& shape = library.shape();
    base::expects(regions_ >= 1 && regions_ <= kMostRegions, "as many nodes as sets can be looked at");
    base::expects(shape.regions <= regions_ && shape.centers == centers_, "the library is the system's");
    for (std::size_t l = 0; l < system.lines.count(); ++l)
        line_mw_.push_back({system.lines.from[l], system.lines.to[l], 0.0, 0.0});
    net_import_mw_.resize(system.limits.net_import.size());
    net_export_mw_.resize(system.limits.net_export.size());
}

void Simulator::run(const Future& future, LossRecord& record, const Look& look) {
    look_ = look ? &look : nullptr;
    start(future);
    for (std::size_t y = 0; y < library_->years(); ++y) {
        flexible_.start_year();
        for (std::int64_t hour = 0; hour < library_->hours(y);) {
            const auto left = static_cast<std::size_t>(library_->piece_end(y, hour) - hour);
            const std::size_t count = std::min(kWindow, left);
            walk_window(future, y, hour, count, record);
            hour += static_cast<std::int64_t>(count);
        }
    }
    record.finish();
}

void Simulator::start(const Future& future) {
    effort_ = {};
    units_.start(chance_.seed, future);
    variables_.start(chance_.seed, future);
    network_.start(chance_.seed, future);
    stores_.start(chance_.seed, future);
    flexible_.start();
    at_rest_ = stores_.at_rest();
    network_.move_to(0);
    take_limits();
}

void Simulator::fill_surplus(const Future& future, std::size_t year, std::int64_t first, std::size_t count) {
    units_.window(library_->first_hour(year) + first, count);
    const std::size_t weather = future.weather[year];
    const double factor = future.load_factor[year], center_factor = future.center_factor[year];
    for (std::size_t r = 0; r < regions_; ++r) {
        const float* load = library_->load_mw(weather, year, r).data() + first;
        double* surplus = surplus_mw_.data() + r * kStride;
        if (units_.is_constant(r)) {
            const double level = units_.level_mw(r);
            for (std::size_t t = 0; t < count; ++t) surplus[t] = level - factor * static_cast<double>(load[t]);
        } else {
            const double* levels = units_.levels_mw(r).data();
            for (std::size_t t = 0; t < count; ++t) surplus[t] = levels[t] - factor * static_cast<double>(load[t]);
        }
    }
    for (std::size_t d = 0; d < centers_; ++d) {
        const float* load = library_->center_mw(weather, year, d).data() + first;
        double* surplus = surplus_mw_.data() + system_->centers.region[d] * kStride;
        for (std::size_t t = 0; t < count; ++t) surplus[t] -= center_factor * static_cast<double>(load[t]);
    }
    add_weather(future, year, first, count);
}

void Simulator::add_weather(const Future& future, std::size_t year, std::int64_t first, std::size_t count) {
    variables_.window(library_->first_hour(year) + first, count);
    const std::int64_t leap_hour = library_->leap_hour(year, first);
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        const float* frac = library_->output_frac(future.weather[year], rows_[row].resource).data() + leap_hour;
        double* surplus = surplus_mw_.data() + rows_[row].region * kStride;
        if (variables_.is_constant(row)) {
            const double level = variables_.level_mw(row);
            if (level == 0.0) continue;
            for (std::size_t t = 0; t < count; ++t) surplus[t] += level * static_cast<double>(frac[t]);
        } else {
            const double* levels = variables_.levels_mw(row).data();
            for (std::size_t t = 0; t < count; ++t) surplus[t] += levels[t] * static_cast<double>(frac[t]);
        }
    }
}

void Simulator::take_limits() {
    const std::size_t lines = line_mw_.size();
    const std::span<const double> now = network_.values();
    for (std::size_t l = 0; l < lines; ++l) {
        line_mw_[l].forward_mw = now[l];
        line_mw_[l].reverse_mw = now[lines + l];
    }
    const auto net = now.subspan(2 * lines);
    std::ranges::copy(net.first(net_import_mw_.size()), net_import_mw_.begin());
    std::ranges::copy(net.last(net_export_mw_.size()), net_export_mw_.begin());
    import_limits_mw(line_mw_, net_import_mw_, net_export_mw_, import_limit_mw_);
    scan_.set_limits(import_limit_mw_);
}

// From one change of lines or stores to the next.
void Simulator::walk_window(const Future& future, std::size_t year, std::int64_t first, std::size_t count,
                            LossRecord& record) {
    const std::int64_t begin = library_->first_hour(year) + first;
    fill_surplus(future, year, first, count);
    effort_.hours += static_cast<std::int64_t>(count);
    for (std::size_t from = 0; from < count;) {
        const std::int64_t hour = begin + static_cast<std::int64_t>(from);
        if (network_.move_to(hour)) take_limits();
        if (stores_.move_to(hour)) at_rest_ = false;
        const std::int64_t change = std::min(network_.next_change(), stores_.next_change());
        const auto end =
            static_cast<std::size_t>(std::min<std::int64_t>(static_cast<std::int64_t>(count), change - begin));
        walk_piece(future, year, begin, from, end, record);
        from = end;
    }
}

// Passes over hours that are neither short nor have anything to catch up with.
void Simulator::walk_piece(const Future& future, std::size_t year, std::int64_t begin, std::size_t from,
                           std::size_t end, LossRecord& record) {
    const auto walk = [&](std::size_t at) {
        walk_hour({&future, year, begin + static_cast<std::int64_t>(at), at}, record);
    };
    for (std::size_t at = from; at < end;) {
        if (!at_rest_ || look_ != nullptr) {
            walk(at++);
            continue;
        }
        const std::size_t block = at;
        unsigned found = scan_.short_hours(surplus_mw_, kStride, block, stores_.rest_need_mw());
        if (end - block < ShortageScan::kHours) found &= (1U << (end - block)) - 1U;
        at = std::min(end, block + ShortageScan::kHours);
        for (; found != 0; found &= found - 1) {
            const std::size_t hour = block + static_cast<std::size_t>(std::countr_zero(found));
            walk(hour);
            if (at_rest_) continue;
            at = hour + 1;
            break;
        }
    }
}

void Simulator::walk_hour(const Hour& hour, LossRecord& record) {
    ++effort_.looked_at;
    lost_mw_.assign(look_ != nullptr ? 1 + regions_ + centers_ : 0, 0.0);
    for (std::size_t r = 0; r < regions_; ++r) region_mw_[r] = surplus_mw_[r * kStride + hour.at];
    flexible_.start_hour(hour.of_horizon);
    flexible_.subtract_due(region_mw_);
    stores_.start_hour();
    if (has_room_for_all()) {
        flexible_.do_all();
        stores_.charge_all();
    } else {
        balance_.start(region_mw_, import_limit_mw_);
        stores_.sort();
        if (balance_.unserved_mw() > kNothingMw) meet_shortage(hour, record);
        flexible_.catch_up(balance_);
        stores_.charge(balance_);
    }
    at_rest_ = stores_.at_rest() && !flexible_.waiting();
    if (look_ != nullptr) show(hour);
}

// Whether all that waits can be done and every store charge as it likes, with nobody short: most hours.
bool Simulator::has_room_for_all() {
    std::ranges::copy(region_mw_, left_mw_.begin());
    flexible_.subtract_waiting(left_mw_);
    stores_.subtract_wanted(left_mw_);
    bool all_have = true;
    for (std::size_t r = 0; r < regions_; ++r) {
        if (left_mw_[r] >= 0.0) continue;
        if (left_mw_[r] + import_limit_mw_[RegionSet{1} << r] < 0.0) return false;  // short whatever others have
        all_have = false;
    }
    if (all_have) return true;
    balance_.start(left_mw_, import_limit_mw_);
    return balance_.unserved_mw() <= 0.0;
}

// Data centres are asked only where stores alone do not do; then both together, for load that moves may find a store
// there that could not help before.
void Simulator::meet_shortage(const Hour& hour, LossRecord& record) {
    ++effort_.short_hours;
    resources_.clear();
    stores_.offer(resources_);
    const std::size_t stores = resources_.size();
    balance_.use(resources_);
    if (balance_.unserved_mw() <= kNothingMw) {
        stores_.note(resources_);
        return;
    }
    resources_.clear();
    stores_.offer(resources_);
    load_now(hour);
    flexible_.offer(center_load_mw_, resources_);
    if (!balance_.is_as_started()) balance_.start(region_mw_, import_limit_mw_);
    balance_.use(resources_);
    stores_.note(std::span(resources_).first(stores));
    flexible_.note(hour.of_horizon, std::span(resources_).subspan(stores));
    record_loss(hour, record);
}

void Simulator::load_now(const Hour& hour) {
    const std::size_t weather = hour.future->weather[hour.year];
    const auto t = static_cast<std::size_t>(hour.of_horizon - library_->first_hour(hour.year));
    for (std::size_t r = 0; r < regions_; ++r)
        region_load_mw_[r] =
            hour.future->load_factor[hour.year] * static_cast<double>(library_->load_mw(weather, hour.year, r)[t]);
    for (std::size_t d = 0; d < centers_; ++d)
        center_load_mw_[d] =
            hour.future->center_factor[hour.year] * static_cast<double>(library_->center_mw(weather, hour.year, d)[t]);
}

void Simulator::record_loss(const Hour& hour, LossRecord& record) {
    const std::size_t slot = library_->slot(hour.of_horizon);
    std::ranges::fill(unserved_mw_, 0.0);
    std::ranges::copy(region_load_mw_, left_mw_.begin());  // without data centres
    for (std::size_t d = 0; d < centers_; ++d) region_load_mw_[system_->centers.region[d]] += flexible_.remaining_mw(d);
    const auto lose = [&](std::size_t place, double mw) {
        if (mw <= kNothingMw) return;
        record.add(hour.year, place, hour.of_horizon, slot, mw);
        if (look_ != nullptr) lost_mw_[place] = mw;
    };
    if (balance_.unserved_mw() > kNothingMw) balance_.share(region_load_mw_, unserved_mw_);
    const auto share = [&](std::size_t r) {  // of load, the same for all of a node
        return unserved_mw_[r] > 0.0 ? unserved_mw_[r] / region_load_mw_[r] : 0.0;
    };
    double grid_mw = 0.0;
    for (std::size_t r = 0; r < regions_; ++r) grid_mw += share(r) * left_mw_[r];
    lose(0, grid_mw);
    for (std::size_t r = 0; r < regions_; ++r) lose(1 + r, share(r) * left_mw_[r]);
    for (std::size_t d = 0; d < centers_; ++d)
        lose(1 + regions_ + d,
             share(system_->centers.region[d]) * flexible_.remaining_mw(d) + flexible_.disconnected_mw(d));
}

void Simulator::show(const Hour& hour) {
    load_now(hour);
    std::vector<double> units_mw, weather_mw, content_mwh, waiting_mwh, load_mw = region_load_mw_;
    for (std::size_t d = 0; d < centers_; ++d) {
        load_mw[system_->centers.region[d]] += center_load_mw_[d];
        waiting_mwh.push_back(flexible_.waiting_mwh(d));
    }
    for (std::size_t r = 0; r < regions_; ++r) {
        units_mw.push_back(units_.is_constant(r) ? units_.level_mw(r) : units_.levels_mw(r)[hour.at]);
        weather_mw.push_back(surplus_mw_[r * kStride + hour.at] + load_mw[r] - units_mw[r]);
    }
    for (std::size_t s = 0; s < system_->stores.count(); ++s) content_mwh.push_back(stores_.content_mwh(s));
    (*look_)({hour.of_horizon, units_mw, weather_mw, load_mw, center_load_mw_, lost_mw_, content_mwh, waiting_mwh});
}

}  // namespace decawatt::adequacy
