#include "adequacy/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace decawatt::adequacy {

namespace {
constexpr std::size_t kWindow = 736;                             // hours at a time: they stay in the cache
constexpr std::size_t kStride = kWindow + ShortageScan::kHours;  // the last eight may read beyond the window
constexpr std::uint32_t kLineStreams = 1U << 20, kStoreStreams = 2U << 20;
constexpr double kFullShare = 1e-9;  // of energy: closer to full is full

std::vector<OutageTable> tables_of(const System& system) {
    std::vector<OutageTable> tables;
    for (const OutageModel& model : system.outages) tables.emplace_back(model);
    tables.emplace_back(OutageModel{});  // the last never fails
    return tables;
}

std::vector<Entity> unit_entities(const Units& units) {
    std::vector<Entity> all;
    for (std::size_t u = 0; u < units.count(); ++u)
        all.push_back({&units.capacity[u], units.region[u], units.outage[u], static_cast<std::uint32_t>(u)});
    return all;
}

std::vector<Entity> network_entities(const System& system) {
    const Lines& lines = system.lines;
    const std::size_t count = lines.count(), never = system.outages.size();
    std::vector<Entity> all;
    for (std::size_t l = 0; l < count; ++l) {
        const auto stream = kLineStreams + static_cast<std::uint32_t>(l);
        all.push_back({&lines.forward[l], l, lines.outage[l], stream});
        all.push_back({&lines.reverse[l], count + l, lines.outage[l], stream});
    }
    for (std::size_t r = 0; r < system.limits.import.size(); ++r)
        all.push_back({&system.limits.import[r], 2 * count + r, never, 0});
    for (std::size_t r = 0; r < system.limits.export_.size(); ++r)
        all.push_back({&system.limits.export_[r], 2 * count + system.region.size() + r, never, 0});
    return all;
}

std::vector<Entity> store_entities(const System& system) {
    const Stores& stores = system.stores;
    const std::size_t count = stores.count(), never = system.outages.size();
    std::vector<Entity> all;
    for (std::size_t s = 0; s < count; ++s) {
        const auto stream = kStoreStreams + static_cast<std::uint32_t>(s);
        all.push_back({&stores.charge[s], s, stores.outage[s], stream});
        all.push_back({&stores.discharge[s], count + s, stores.outage[s], stream});
        all.push_back({&stores.energy[s], 2 * count + s, never, 0});
    }
    return all;
}
}  // namespace

Future draw_future(const Chance& chance, const HourTables& tables, std::uint32_t sample) {
    const base::RandomStream weather(chance.seed, base::Purpose::future, sample, 0);
    const base::RandomStream growth(chance.seed, base::Purpose::future, sample, 1);
    const double sd = chance.growth_sd_frac, center_sd = chance.center_growth_sd_frac;
    Future future{.sample = sample, .weather = {}, .load_factor = {}, .center_factor = {}};
    double log_factor = 0.0, log_center = 0.0;
    for (std::size_t y = 0; y < tables.years(); ++y) {
        const auto drawn = weather.uniform(y) * static_cast<double>(tables.weathers());
        future.weather.push_back(std::min(static_cast<std::size_t>(drawn), tables.weathers() - 1));
        const auto normal = growth.normals(y);
        log_factor += sd * normal[0] - 0.5 * sd * sd;
        log_center += center_sd * normal[1] - 0.5 * center_sd * center_sd;
        future.load_factor.push_back(std::exp(log_factor));
        future.center_factor.push_back(std::exp(log_center));
    }
    return future;
}

Simulator::Simulator(const System& system, const HourTables& tables, const Chance& chance)
    : system_(&system),
      tables_(&tables),
      chance_(chance),
      regions_(system.region.size()),
      stores_(system.stores.count()),
      centers_(system.centers.count()),
      outages_(tables_of(system)),
      units_(unit_entities(system.units), regions_, outages_),
      network_(network_entities(system), 2 * system.lines.count() + 2 * regions_, outages_),
      store_power_(store_entities(system), 3 * stores_, outages_),
      flexible_(system.centers),
      scan_(regions_),
      balance_(regions_),
      surplus_mw_(regions_ * kStride),
      load_mw_(regions_ * kStride),
      center_mw_(centers_ * kStride),
      region_mw_(regions_),
      region_load_mw_(regions_),
      unserved_mw_(regions_),
      center_load_mw_(centers_),
      order_(stores_) {
    for (std::size_t l = 0; l < system.lines.count(); ++l)
        line_mw_.push_back({system.lines.from[l], system.lines.to[l], 0.0, 0.0});
    net_import_mw_.resize(system.limits.import.size());
    net_export_mw_.resize(system.limits.export_.size());
}

void Simulator::run(const Future& future, LossRecord& record) {
    start(future);
    for (std::size_t y = 0; y < tables_->years(); ++y) {
        flexible_.start_year();
        for (std::int64_t hour = 0; hour < tables_->hours(y); hour += kWindow)
            walk_window(future, y, hour, std::min(kWindow, static_cast<std::size_t>(tables_->hours(y) - hour)), record);
    }
    record.finish();
}

void Simulator::start(const Future& future) {
    units_.start(chance_.seed, future.sample);
    network_.start(chance_.seed, future.sample);
    store_power_.start(chance_.seed, future.sample);
    content_mwh_.clear();
    for (std::size_t s = 0; s < stores_; ++s) {
        const Steps& energy = system_->stores.energy[s];
        const double at_start_mwh = !energy.empty() && energy.front().hour <= 0 ? energy.front().mw : 0.0;
        content_mwh_.push_back(system_->stores.initial_frac[s] * at_start_mwh);
    }
    flexible_.start();
    at_rest_ = stores_ == 0;
    network_.move_to(0);
    take_limits();
}

void Simulator::fill_surplus(const Future& future, std::size_t year, std::int64_t first, std::size_t count) {
    units_.window(tables_->first_hour(year) + first, count, kStride, surplus_mw_);
    const std::size_t weather = future.weather[year];
    const double factor = future.load_factor[year];
    for (std::size_t r = 0; r < regions_; ++r) {
        const float* load = tables_->mw(weather, year, tables_->load(r)).data() + first;
        const float* supply = tables_->mw(weather, year, tables_->supply(r)).data() + first;
        double* surplus = surplus_mw_.data() + r * kStride;
        double* scaled = load_mw_.data() + r * kStride;
        for (std::size_t t = 0; t < count; ++t) {
            scaled[t] = factor * static_cast<double>(load[t]);
            surplus[t] += static_cast<double>(supply[t]) - scaled[t];
        }
    }
    for (std::size_t d = 0; d < centers_; ++d) {
        const float* asked = tables_->mw(weather, year, tables_->center(d)).data() + first;
        const std::size_t region = system_->centers.region[d] * kStride;
        for (std::size_t t = 0; t < count; ++t) {
            const double mw = future.center_factor[year] * static_cast<double>(asked[t]);
            center_mw_[d * kStride + t] = mw;
            load_mw_[region + t] += mw;
            surplus_mw_[region + t] -= mw;
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
    for (std::size_t r = 0; r < net_import_mw_.size(); ++r) net_import_mw_[r] = now[2 * lines + r];
    for (std::size_t r = 0; r < net_export_mw_.size(); ++r) net_export_mw_[r] = now[2 * lines + regions_ + r];
    import_limit_mw_ = import_limits_mw(regions_, line_mw_, net_import_mw_, net_export_mw_);
    scan_.set_limits(import_limit_mw_);
}

void Simulator::walk_window(const Future& future, std::size_t year, std::int64_t first, std::size_t count,
                            LossRecord& record) {
    const std::int64_t begin = tables_->first_hour(year) + first;
    fill_surplus(future, year, first, count);
    for (std::size_t from = 0; from < count;) {
        if (network_.move_to(begin + static_cast<std::int64_t>(from))) take_limits();
        if (store_power_.move_to(begin + static_cast<std::int64_t>(from))) at_rest_ = false;
        const std::int64_t change = std::min(network_.next_change(), store_power_.next_change());
        const std::size_t end = std::min(count, static_cast<std::size_t>(change - begin));
        for (std::size_t block = from; block < end; block += ShortageScan::kHours) {
            const unsigned found = scan_.short_hours(surplus_mw_, kStride, block);
            if (found == 0 && at_rest_) continue;
            for (std::size_t h = 0; h < std::min(ShortageScan::kHours, end - block); ++h)
                if (!at_rest_ || (found >> h & 1U) != 0)
                    walk_hour(year, begin + static_cast<std::int64_t>(block + h), block + h, record);
        }
        from = end;
    }
}

void Simulator::walk_hour(std::size_t year, std::int64_t hour, std::size_t at, LossRecord& record) {
    start_hour(hour, at);
    order_stores();
    if (balance_.unserved_mw() > kNothingMw) {
        meet_shortage(hour);
        record_loss(year, hour, record);
    }
    flexible_.catch_up(balance_);
    charge();
}

void Simulator::start_hour(std::int64_t hour, std::size_t at) {
    for (std::size_t r = 0; r < regions_; ++r) {
        region_mw_[r] = surplus_mw_[r * kStride + at];
        region_load_mw_[r] = load_mw_[r * kStride + at];
    }
    for (std::size_t d = 0; d < centers_; ++d) center_load_mw_[d] = center_mw_[d * kStride + at];
    flexible_.start_hour(hour, center_load_mw_);
    for (std::size_t d = 0; d < centers_; ++d) {
        const std::size_t region = system_->centers.region[d];
        region_mw_[region] -= flexible_.due_mw(d);
        region_load_mw_[region] += flexible_.due_mw(d);
        center_load_mw_[d] += flexible_.due_mw(d);
    }
    balance_.start(region_mw_, import_limit_mw_);
}

void Simulator::record_loss(std::size_t year, std::int64_t hour, LossRecord& record) {
    const std::size_t slot = tables_->slot(hour);
    const double total_mw = balance_.unserved_mw();
    std::ranges::fill(unserved_mw_, 0.0);
    if (total_mw > kNothingMw) {
        balance_.share(region_load_mw_, unserved_mw_);
        record.add(year, 0, hour, slot, total_mw);
    }
    for (std::size_t r = 0; r < regions_; ++r)
        if (unserved_mw_[r] > kNothingMw) record.add(year, 1 + r, hour, slot, unserved_mw_[r]);
    for (std::size_t d = 0; d < centers_; ++d) {
        const std::size_t region = system_->centers.region[d];
        const double share = unserved_mw_[region] > 0.0 ? center_load_mw_[d] / region_load_mw_[region] : 0.0;
        const double lost_mw = share * unserved_mw_[region] + flexible_.disconnected_mw(d);
        if (lost_mw > kNothingMw) record.add(year, 1 + regions_ + d, hour, slot, lost_mw);
    }
}

// Time to go: hours that a store can discharge at its full power.
void Simulator::order_stores() {
    const std::span<const double> power_mw = store_power_.values().subspan(stores_, stores_);
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    const auto hours_to_go = [&](std::size_t s) {
        return power_mw[s] > 0.0 ? content_mwh_[s] * system_->stores.discharge_efficiency_frac[s] / power_mw[s]
                                 : std::numeric_limits<double>::infinity();
    };
    std::ranges::stable_sort(order_, std::ranges::greater{}, hours_to_go);
}

void Simulator::meet_shortage(std::int64_t hour) {
    const std::span<const double> power_mw = store_power_.values().subspan(stores_, stores_);
    const std::vector<double>& efficiency = system_->stores.discharge_efficiency_frac;
    resources_.clear();
    for (const std::size_t s : order_)
        resources_.push_back({system_->stores.region[s], std::min(power_mw[s], content_mwh_[s] * efficiency[s])});
    flexible_.offer(resources_);
    balance_.use(resources_);
    for (std::size_t i = 0; i < order_.size(); ++i)
        content_mwh_[order_[i]] -= resources_[i].at_most_mw / efficiency[order_[i]];
    flexible_.note(hour, std::span(resources_).subspan(order_.size()));
}

void Simulator::charge() {
    const std::span<const double> now = store_power_.values();
    at_rest_ = !flexible_.waiting();
    for (std::size_t i = order_.size(); i-- > 0;) {
        const std::size_t s = order_[i];
        const double energy_mwh = now[2 * stores_ + s];
        const double efficiency = system_->stores.charge_efficiency_frac[s];
        const double room_mwh = energy_mwh - content_mwh_[s];
        if (room_mwh < 0.0) content_mwh_[s] = energy_mwh;  // it has been closed
        if (room_mwh <= kFullShare * energy_mwh) continue;
        const double power_mw = std::min(now[s], room_mwh / efficiency);
        content_mwh_[s] += efficiency * balance_.take(system_->stores.region[s], power_mw);
        if (energy_mwh - content_mwh_[s] > kFullShare * energy_mwh) at_rest_ = false;
    }
}

}  // namespace decawatt::adequacy
