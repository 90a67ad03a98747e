#include "planning/results/battery_health.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "ageing/use_recorder.hpp"
#include "assets/store_ageing.hpp"

namespace decawatt::planning {

using base::at;
using base::Series;

namespace {

constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
constexpr double kLeastMwh = 0.1;   // smaller stores are within the accuracy of the solver
constexpr double kRounding = 1e-9;  // of usable energy: smaller amounts need no augmentation

// Results of one year of ageing, energies in MWh.
struct YearOfLife {
    double installed = 0.0, left = 0.0, calendar_loss = 0.0, linear_loss = 0.0, augmentation = 0.0;
    double cycles = 0.0, soc = 0.0,
           temperature_k = 0.0;  // cycles cycles: of the cells; the others: means over the year
};

// Ageing of one store group under one weather year.
class BatteryLife {
  public:
    BatteryLife(const model::Study& study, const Plan& plan, std::size_t group)
        : plan_(plan),
          group_(group),
          ageing_(study.stores.ageing[at(plan.stores.members[group].front())]),
          region_(at(plan.stores.region[group])),
          fade_(assets::planned_fade(study.stores, at(plan.stores.members[group].front()))),
          chemistry_(assets::chemistry_of(ageing_)),
          recorder_(chemistry_, assets::enclosure_of(ageing_)),
          vintages_(existing_vintages(study, plan.stores, group)) {
        const std::size_t store = at(plan.stores.members[group].front());
        const model::ExpansionOption& option = study.stores.build_energy[store];
        if (option.possible()) life_years_ = static_cast<int>(std::ceil(option.lifetime_years));
        if (!plan.stores.buildable[group]) return;
        for (const CapacityAddition& build : plan.builds)
            if (build.kind == CapacityKind::store_energy && build.asset == study.stores.name[store])
                vintages_.push_back(
                    {std::max(build.year, study.horizon.first_year), build.year + life_years_ - 1, build.amount});
    }

    YearOfLife year(std::size_t y, const YearDispatch& d, bool last);

  private:
    bool alive(const assets::Vintage& v, int year) const { return v.first_year <= year && year <= v.last_year; }
    void live(const YearDispatch& d, double usable_mwh, bool last, YearOfLife& result);
    void add_linear(const YearDispatch& d, YearOfLife& result);
    void augment(int year, double usable_mwh, YearOfLife& result);

    const Plan& plan_;
    std::size_t group_;
    const model::StoreAgeing& ageing_;
    std::size_t region_;
    ageing::LinearFade fade_;
    ageing::Chemistry chemistry_;
    ageing::UseRecorder recorder_;
    std::vector<assets::Vintage> vintages_;
    int life_years_ = std::numeric_limits<int>::max() / 2;
    std::map<int, ageing::Cell> cells_;    // by the year of their installation
    std::map<int, double> augmented_mwh_;  // by the year of its installation
    std::map<int, double> cycles_;         // full cycles of the energy installed, by year, for the linear fade
};

// Advances all cells in steps of one day, or of the steps that reach its length.
void BatteryLife::live(const YearDispatch& d, double usable_mwh, bool last, YearOfLife& result) {
    const auto content = d.content_mwh.of(group_);
    const bool weather = region_ < d.temperature_deg_c.entities();
    double days = 0.0, since_h = 0.0;  // since the cells were advanced
    for (std::size_t t = 0; t < content.size(); ++t) {
        const double outdoor = weather ? d.temperature_deg_c(t, region_) : kMissing;
        recorder_.push(assets::cell_soc_frac(ageing_, content[t] / usable_mwh), outdoor, d.axis.step_h(t));
        since_h += d.axis.step_h(t);
        const bool end = t + 1 == content.size();
        if (since_h < base::kHoursPerDay && !end) continue;
        since_h = 0.0;
        const ageing::Day day = end && last ? recorder_.close() : recorder_.take();
        for (auto& [from, cell] : cells_) cell.advance(day.use);
        days += day.use.days;
        result.cycles += day.use.full_cycles;
        result.soc += day.soc_frac * day.use.days;
        result.temperature_k += day.temperature_k * day.use.days;
    }
    result.soc /= days;
    result.temperature_k /= days;
}

// Linear fade: calendar fade by age, and cycle fade (k/2) × throughput since installation, divided over all energy
// installed.
void BatteryLife::add_linear(const YearDispatch& d, YearOfLife& result) {
    const auto content = d.content_mwh.of(group_);
    double before = d.initial_content_mwh.empty() ? content.back() : d.initial_content_mwh[group_], path = 0.0;
    for (const double now : content) {
        path += std::abs(now - before);
        before = now;
    }
    cycles_[d.year] = path / (2.0 * result.installed);
    for (const assets::Vintage& v : vintages_) {
        if (!alive(v, d.year)) continue;
        double cycles = 0.0;
        for (const auto& [year, count] : cycles_)
            if (year >= v.first_year) cycles += count;
        result.linear_loss +=
            v.mwh * (fade_.per_year_frac * (d.year - v.first_year + 1) + fade_.per_full_cycle_frac * cycles);
    }
}

void BatteryLife::augment(int year, double usable_mwh, YearOfLife& result) {
    double there_mwh = result.left;
    for (const auto& [from, mwh] : augmented_mwh_)
        if (year < from + life_years_) there_mwh += mwh * cells_.at(from).capacity_frac();
    const double missing_mwh = usable_mwh - there_mwh;
    if (missing_mwh <= kRounding * usable_mwh) return;
    result.augmentation = missing_mwh / cells_.at(year).capacity_frac();
    augmented_mwh_[year] = result.augmentation;
}

YearOfLife BatteryLife::year(std::size_t y, const YearDispatch& d, bool last) {
    YearOfLife result;
    const double usable_mwh = plan_.capacity.store_usable_mwh(y, group_);
    for (const assets::Vintage& v : vintages_)
        if (alive(v, d.year)) result.installed += v.mwh;
    if (result.installed < kLeastMwh || !(usable_mwh >= kLeastMwh)) return {};
    cells_.emplace(d.year, ageing::Cell(chemistry_));
    live(d, usable_mwh, last, result);
    for (const assets::Vintage& v : vintages_) {
        if (!alive(v, d.year)) continue;
        const auto cell =
            cells_.lower_bound(v.first_year);  // of the first year in which the store was large enough to be simulated
        result.left += v.mwh * cell->second.capacity_frac();
        result.calendar_loss += v.mwh * cell->second.calendar_loss_frac();
    }
    add_linear(d, result);
    augment(d.year, usable_mwh, result);
    return result;
}

// Adds one year of a simulation to the means with `weight`.
void add(const YearOfLife& life, double weight, std::size_t y, std::size_t s, BatteryHealth& health) {
    if (life.installed <= 0.0) return;
    const auto into = [&](Series& series, double value) {
        if (std::isnan(series(y, s))) series(y, s) = 0.0;
        series(y, s) += weight * value;
    };
    const double left = life.left / life.installed, calendar = life.calendar_loss / life.installed;
    into(health.capacity_left_frac, left);
    into(health.calendar_loss_frac, calendar);
    into(health.cycle_loss_frac, 1.0 - left - calendar);
    into(health.full_cycles, life.cycles);
    into(health.mean_soc_frac, life.soc);
    into(health.mean_temperature_deg_c, life.temperature_k - ageing::kZeroCelsiusK);
    into(health.augmentation_mwh, life.augmentation);
    into(health.linear_left_frac, 1.0 - life.linear_loss / life.installed);
    double& worst = health.worst_capacity_left_frac(y, s);
    worst = std::isnan(worst) ? left : std::min(worst, left);
}

void add_store(const model::Study& study, const Plan& plan, std::size_t s, BatteryHealth& health) {
    const ageing::LinearFade fade = assets::planned_fade(study.stores, at(plan.stores.members[s].front()));
    health.linear_fade_frac_per_year[s] = fade.per_year_frac;
    health.linear_fade_frac_per_full_cycle[s] = fade.per_full_cycle_frac;
    std::map<int, BatteryLife> lives;  // by weather year
    for (const YearDispatch& d : plan.dispatch) {
        const auto y = static_cast<std::size_t>(d.year - plan.years.front());
        BatteryLife& life = lives.try_emplace(d.weather_year, study, plan, s).first->second;
        add(life.year(y, d, y + 1 == plan.years.size()), d.weight, y, s, health);
    }
}

}  // namespace

BatteryHealth battery_health(const model::Study& study, const Plan& plan) {
    BatteryHealth health;
    const std::size_t stores = plan.stores.members.size();
    const auto ages = [&](std::size_t s) { return study.stores.ages(at(plan.stores.members[s].front())); };
    bool any = false;
    for (std::size_t s = 0; s < stores; ++s) any = any || ages(s);
    if (!any) return health;
    for (Series* series : {&health.capacity_left_frac, &health.worst_capacity_left_frac, &health.calendar_loss_frac,
                           &health.cycle_loss_frac, &health.full_cycles, &health.mean_soc_frac,
                           &health.mean_temperature_deg_c, &health.augmentation_mwh, &health.linear_left_frac})
        *series = Series(plan.years.size(), stores, kMissing);
    health.linear_fade_frac_per_year.assign(stores, kMissing);
    health.linear_fade_frac_per_full_cycle.assign(stores, kMissing);
    for (std::size_t s = 0; s < stores; ++s)
        if (ages(s)) add_store(study, plan, s, health);
    return health;
}

}  // namespace decawatt::planning
