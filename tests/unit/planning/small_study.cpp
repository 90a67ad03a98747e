#include "small_study.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::tests {

using base::at;
using base::Series;

namespace {

constexpr int kFirstYear = 2030;

template <typename Index>
Index index_or_none(int value) {
    return value < 0 ? base::none<Index> : static_cast<Index>(value);
}

model::YearTable table_or_none(double value) {
    return value < 0.0 ? model::YearTable{} : model::YearTable{{kFirstYear, value}};
}

Series series_of(const std::vector<std::vector<double>>& columns, std::size_t hours, double factor = 1.0) {
    Series series(hours, columns.size());
    for (std::size_t e = 0; e < columns.size(); ++e)
        for (std::size_t t = 0; t < hours; ++t) series(t, e) = factor * columns[e].at(t);
    return series;
}

}  // namespace

SmallStudy::SmallStudy(int years) {
    study.horizon = {kFirstYear, kFirstYear + years - 1, base::kSecondsPerHour};
    study.planning.unserved_cost_per_mwh = 1000.0;
}

int SmallStudy::region(const std::string& name, const std::vector<double>& demand_mw) {
    study.regions.name.push_back(name);
    study.regions.site.push_back(base::none<model::SiteIndex>);
    demand_mw_.push_back(demand_mw);
    return static_cast<int>(demand_mw_.size()) - 1;
}

int SmallStudy::plant(const PlantSpec& spec) {
    auto& p = study.plants;
    p.name.push_back(spec.name);
    p.region.push_back(static_cast<model::RegionIndex>(spec.region));
    p.behind.push_back(index_or_none<model::DataCenterIndex>(spec.behind));
    p.technology.push_back(spec.technology);
    p.capacity_mw.push_back(spec.capacity_mw);
    p.commissioned.push_back(base::kAlways);
    p.closed.push_back(base::kNever);
    p.efficiency_frac.push_back(spec.efficiency_frac);
    p.variable_cost_per_mwh.push_back(spec.variable_cost_per_mwh);
    p.ramp.push_back(spec.ramp);
    p.availability.push_back(base::none<model::MonthProfileIndex>);
    p.seasonal_limit.push_back(base::none<model::MonthProfileIndex>);
    p.must_run.push_back(base::none<model::MonthProfileIndex>);
    p.fuel.push_back(base::none<model::FuelIndex>);
    p.site.push_back(base::none<model::SiteIndex>);
    p.pv_system.push_back(base::none<model::PvSystemIndex>);
    p.turbine.push_back(base::none<model::TurbineIndex>);
    const bool renewable = model::is_weather_driven(spec.technology) || spec.technology == model::Technology::hydro;
    p.clean.push_back(renewable || spec.technology == model::Technology::nuclear);
    p.renewable.push_back(renewable);
    p.contract.push_back(index_or_none<model::ContractIndex>(spec.contract));
    p.build.push_back(spec.build);
    if (spec.must_run_frac > 0.0) {
        p.must_run.back() = static_cast<model::MonthProfileIndex>(study.month_profiles.frac.size());
        study.month_profiles.frac.emplace_back().fill(spec.must_run_frac);
    }
    if (spec.emission_t_per_mwh_thermal > 0.0 || spec.fuel_price > 0.0) {
        p.fuel.back() = static_cast<model::FuelIndex>(study.fuels.emission_t_per_mwh_thermal.size());
        study.fuels.emission_t_per_mwh_thermal.push_back(spec.emission_t_per_mwh_thermal);
        study.fuels.price_per_mwh_thermal.push_back({{kFirstYear, spec.fuel_price}});
    }
    resource_of_plant_.push_back(base::none<profiles::ResourceIndex>);
    if (!spec.resource_frac.empty()) {
        resource_of_plant_.back() = static_cast<profiles::ResourceIndex>(resources_.size());
        resources_.push_back(spec.resource_frac);
    }
    return static_cast<int>(p.name.size()) - 1;
}

int SmallStudy::store(const StoreSpec& spec) {
    auto& s = study.stores;
    s.name.push_back(spec.name);
    s.region.push_back(static_cast<model::RegionIndex>(spec.region));
    s.behind.push_back(index_or_none<model::DataCenterIndex>(spec.behind));
    s.technology.push_back(model::StoreTechnology::battery);
    s.charge_mw.push_back(spec.power_mw);
    s.discharge_mw.push_back(spec.power_mw);
    s.energy_mwh.push_back(spec.energy_mwh);
    s.charge_efficiency_frac.push_back(spec.charge_efficiency_frac);
    s.discharge_efficiency_frac.push_back(spec.discharge_efficiency_frac);
    s.standing_loss_frac_per_h.push_back(spec.standing_loss_frac_per_h);
    s.cycling_cost_per_mwh.push_back(spec.cycling_cost_per_mwh);
    s.availability_frac.push_back(1.0);
    s.commissioned.push_back(base::kAlways);
    s.closed.push_back(base::kNever);
    s.contract.push_back(index_or_none<model::ContractIndex>(spec.contract));
    s.build_power.push_back(spec.build_power);
    s.build_energy.push_back(spec.build_energy);
    s.ageing.push_back(spec.ageing);
    return static_cast<int>(s.name.size()) - 1;
}

int SmallStudy::line(int from, int to, double capacity_mw, double loss_frac, model::ExpansionOption build) {
    auto& l = study.lines;
    l.name.push_back("line " + std::to_string(l.name.size()));
    l.from.push_back(static_cast<model::RegionIndex>(from));
    l.to.push_back(static_cast<model::RegionIndex>(to));
    l.capacity_mw.push_back(capacity_mw);
    l.reverse_capacity_mw.push_back(capacity_mw);
    l.loss_frac.push_back(loss_frac);
    l.availability_frac.push_back(1.0);
    l.commissioned.push_back(base::kAlways);
    l.closed.push_back(base::kNever);
    l.build.push_back(build);
    l.reactance_pu.push_back(0.0);
    l.tap_ratio.push_back(1.0);
    l.phase_shift_deg.push_back(0.0);
    return static_cast<int>(l.name.size()) - 1;
}

int SmallStudy::line_with_reactance(int from, int to, double capacity_mw, double reactance_pu, double tap_ratio,
                                    double phase_shift_deg) {
    const int l = line(from, to, capacity_mw);
    study.lines.reactance_pu.back() = reactance_pu;
    study.lines.tap_ratio.back() = tap_ratio;
    study.lines.phase_shift_deg.back() = phase_shift_deg;
    return l;
}

int SmallStudy::interface(const std::vector<model::Interfaces::Member>& members, double limit_mw) {
    auto& i = study.interfaces;
    i.name.push_back("interface " + std::to_string(i.name.size()));
    i.members.push_back(members);
    i.limit_mw.push_back({{kFirstYear, limit_mw}});
    return static_cast<int>(i.name.size()) - 1;
}

int SmallStudy::data_center(const DataCenterSpec& spec) {
    auto& d = study.data_centers;
    d.name.push_back(spec.name);
    d.region.push_back(static_cast<model::RegionIndex>(spec.region));
    d.contract.push_back(index_or_none<model::ContractIndex>(spec.contract));
    d.connection_mw.push_back(spec.connection_mw);
    d.build_connection.push_back(spec.build);
    d.may_shed.push_back(spec.may_shed);
    draw_mw_.push_back(spec.draw_mw);
    return static_cast<int>(d.name.size()) - 1;
}

int SmallStudy::contract(const std::string& name, double hourly, double annual, double excess_cap, double grid_clean) {
    auto& c = study.contracts;
    c.name.push_back(name);
    c.counts_clean.push_back(true);
    c.hourly_target_frac.push_back(table_or_none(hourly));
    c.annual_target_frac.push_back(table_or_none(annual));
    c.excess_cap_frac.push_back(table_or_none(excess_cap));
    c.grid_clean_frac.push_back({{kFirstYear, grid_clean}});
    return static_cast<int>(c.name.size()) - 1;
}

void SmallStudy::weather_years(const std::vector<double>& weights) {
    study.weather.weights = weights;
    study.weather.years.clear();
    for (std::size_t w = 0; w < weights.size(); ++w) study.weather.years.push_back(static_cast<int>(w) + 1);
    resource_factor.resize(weights.size(), 1.0);
}

profiles::Profiles SmallStudy::profiles() const {
    profiles::Profiles all;
    all.resource_of_plant = resource_of_plant_;
    const std::size_t hours = demand_mw_.front().size();
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year)
        for (std::size_t w = 0; w < study.weather.years.size(); ++w) {
            profiles::YearProfiles y;
            y.year = year;
            y.weather_year = study.weather.years[w];
            y.weight = study.weather.weights[w];
            y.axis = model::year_axis(study, year);
            if (y.axis.is_regular()) y.axis.count = static_cast<std::int64_t>(hours);
            y.region_demand_mw = series_of(demand_mw_, hours);
            y.data_center_mw = series_of(draw_mw_, hours);
            y.data_center_it_mw = series_of(draw_mw_, hours, 0.8);  // a PUE of 1.25
            y.resource_frac = series_of(resources_, hours, resource_factor[w]);
            all.years.push_back(std::move(y));
        }
    return all;
}

Solved SmallStudy::solve() const {
    const profiles::Profiles series = profiles();
    Solved solved{planning::build_program(study, series), {}, {}};
    solved.flat = solve_with_clp(solved.program.staircase);
    solved.plan = planning::read_plan(study, series, solved.program, solved.flat.solution);
    return solved;
}

model::ExpansionOption may_build(double limit_mw, double capex_per_mw, double lifetime_years,
                                 double fixed_cost_per_mw_year) {
    return {limit_mw, limit_mw, kFirstYear, kFirstYear + 50, capex_per_mw, fixed_cost_per_mw_year, lifetime_years};
}

namespace {

using planning::Plan;
using planning::YearDispatch;

double region_imbalance(const model::Study& study, const Plan& plan, const YearDispatch& d, std::size_t r,
                        std::size_t t) {
    double mw = d.unserved_mw(t, r) - d.spill_mw(t, r) - d.demand_mw(t, r);
    for (std::size_t f = 0; f < plan.plants.region.size(); ++f)
        if (at(plan.plants.region[f]) == r && plan.plants.behind[f] == base::none<model::DataCenterIndex>)
            mw += d.generation_mw(t, f);
    for (std::size_t s = 0; s < plan.stores.region.size(); ++s)
        if (at(plan.stores.region[s]) == r && plan.stores.behind[s] == base::none<model::DataCenterIndex>)
            mw += d.discharge_mw(t, s) - d.charge_mw(t, s);
    for (std::size_t c = 0; c < plan.corridors.from.size(); ++c) {
        const double kept = 1.0 - plan.corridors.loss_frac[c];
        if (at(plan.corridors.from[c]) == r) mw += kept * d.flow_reverse_mw(t, c) - d.flow_forward_mw(t, c);
        if (at(plan.corridors.to[c]) == r) mw += kept * d.flow_forward_mw(t, c) - d.flow_reverse_mw(t, c);
    }
    for (std::size_t m = 0; m < study.markets.region.size(); ++m)
        if (at(study.markets.region[m]) == r) mw += d.market_buy_mw(t, m) - d.market_sell_mw(t, m);
    for (std::size_t i = 0; i < study.data_centers.region.size(); ++i)
        if (at(study.data_centers.region[i]) == r) mw -= d.data_center_import_mw(t, i);
    return std::abs(mw);
}

double data_center_imbalance(const Plan& plan, const YearDispatch& d, std::size_t i, std::size_t t) {
    double mw = d.data_center_import_mw(t, i) + d.data_center_unserved_mw(t, i) - d.data_center_spill_mw(t, i) -
                d.data_center_load_mw(t, i);
    for (std::size_t f = 0; f < plan.plants.region.size(); ++f)
        if (at(plan.plants.behind[f]) == i) mw += d.generation_mw(t, f);
    for (std::size_t s = 0; s < plan.stores.region.size(); ++s)
        if (at(plan.stores.behind[s]) == i) mw += d.discharge_mw(t, s) - d.charge_mw(t, s);
    return std::abs(mw);
}

double store_imbalance(const Plan& plan, const YearDispatch& d, std::size_t s, std::size_t t) {
    const std::size_t before = t == 0 ? d.content_mwh.times() - 1 : t - 1;
    const double h = d.axis.step_h(t);
    return std::abs(d.content_mwh(t, s) -
                    std::pow(1.0 - plan.stores.standing_loss_frac_per_h[s], h) * d.content_mwh(before, s) -
                    plan.stores.charge_efficiency_frac[s] * h * d.charge_mw(t, s) +
                    h * d.discharge_mw(t, s) / plan.stores.discharge_efficiency_frac[s]);
}

}  // namespace

double worst_imbalance(const model::Study& study, const Plan& plan) {
    double worst = 0.0;
    for (const YearDispatch& d : plan.dispatch)
        for (std::size_t t = 0; t < static_cast<std::size_t>(d.axis.count); ++t) {
            for (std::size_t r = 0; r < study.regions.name.size(); ++r)
                worst = std::max(worst, region_imbalance(study, plan, d, r, t));
            for (std::size_t i = 0; i < study.data_centers.name.size(); ++i)
                worst = std::max(worst, data_center_imbalance(plan, d, i, t));
            for (std::size_t s = 0; s < plan.stores.region.size(); ++s)
                worst = std::max(worst, store_imbalance(plan, d, s, t));
        }
    return worst;
}

double cost_from_figures(const Plan& plan) {
    double cost = 0.0;
    for (std::size_t y = 0; y < plan.years.size(); ++y)
        cost += plan.discount_factor[y] *
                (plan.summary[y].operation_cost + plan.summary[y].unserved_cost + plan.summary[y].capacity_cost);
    return cost;
}

}  // namespace decawatt::tests
