#include "planning/results/summary.hpp"

#include <algorithm>
#include <utility>

#include "assets/connection.hpp"
#include "planning/results/agreement_summary.hpp"
#include "planning/results/bills.hpp"
#include "planning/results/curtailment_summary.hpp"
#include "planning/results/data_center_energy.hpp"
#include "planning/results/data_center_summary.hpp"
#include "planning/results/flexible_summary.hpp"
#include "planning/results/market_summary.hpp"
#include "planning/results/supply.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

// A price above this share of the cost of unserved energy is a scarcity price; marginal costs of plants are far lower.
constexpr double kScarcityShare = 0.5;

// Of the weather year, with its weight.
double energy_mwh(const YearDispatch& d, const base::Series& series, std::size_t entity) {
    return base::weighted_sum(d.axis, series.of(entity)) * (d.weight * d.axis.mean_step_h());
}

void add_energies(const YearDispatch& d, const base::Series& series, std::vector<double>& sums) {
    sums.resize(std::max(sums.size(), series.entities()), 0.0);
    for (std::size_t e = 0; e < series.entities(); ++e) sums[e] += energy_mwh(d, series, e);
}

double total(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return sum;
}

// Mean price weighted by the region's demand, or by hours if it has none.
class PriceMean {
  public:
    void add(double price, double demand_mw, double weight) {
        by_demand_ += weight * demand_mw * price;
        demand_ += weight * demand_mw;
        by_hours_ += weight * price;
        hours_ += weight;
    }
    double value() const { return demand_ > 0.0 ? by_demand_ / demand_ : by_hours_ / hours_; }

  private:
    double by_demand_ = 0.0, demand_ = 0.0, by_hours_ = 0.0, hours_ = 0.0;
};

struct RegionPrices {
    std::vector<PriceMean> all, without_scarcity;
};

void add_prices(const Study& study, const YearDispatch& d, RegionPrices& prices) {
    const double scarcity = kScarcityShare * study.planning.unserved_cost_per_mwh;
    for (std::size_t r = 0; r < d.price_per_mwh.entities(); ++r)
        for (std::size_t t = 0; t < d.price_per_mwh.times(); ++t) {
            const double price = d.price_per_mwh(t, r);
            const double weight = d.weight * d.axis.step_weight(t);
            prices.all[r].add(price, d.demand_mw(t, r), weight);
            if (price < scarcity) prices.without_scarcity[r].add(price, d.demand_mw(t, r), weight);
        }
}

void add_overlap(const Layout& layout, const YearDispatch& d, YearSummary& s) {
    const auto factor = [&](std::size_t t) { return d.weight * d.axis.step_h(t); };
    for (std::size_t e = 0; e < d.charge_mw.entities(); ++e)
        for (std::size_t t = 0; t < d.charge_mw.times(); ++t)
            s.overlap_mwh += factor(t) * std::min(d.charge_mw(t, e), d.discharge_mw(t, e));
    for (std::size_t c = 0; c < d.flow_forward_mw.entities(); ++c) {
        // A MW of the return flow was sent as 1 / (1 - loss) and loses its share again.
        const double loss = layout.groups.corridors.loss_frac[c];
        if (loss == 0.0) continue;
        const double lost = loss / (1.0 - loss) + loss;
        for (std::size_t t = 0; t < d.flow_forward_mw.times(); ++t)
            s.line_overlap_mwh += factor(t) * lost * std::min(d.flow_forward_mw(t, c), d.flow_reverse_mw(t, c));
    }
}

void add_dispatch(const Study& study, const Layout& layout, const YearDispatch& d, YearSummary& s) {
    add_energies(d, d.demand_mw, s.region_demand_mwh);
    add_energies(d, d.unserved_mw, s.region_unserved_mwh);
    add_energies(d, d.generation_mw, s.fleet_generation_mwh);
    add_energies(d, d.available_mw, s.fleet_available_mwh);
    add_energies(d, d.data_center_load_mw, s.data_center_energy_mwh);
    add_energies(d, d.data_center_it_mw, s.data_center_it_mwh);
    std::vector<double> unserved, spill;
    add_energies(d, d.unserved_mw, unserved);
    add_energies(d, d.data_center_unserved_mw, unserved);
    add_energies(d, d.spill_mw, spill);
    add_energies(d, d.data_center_spill_mw, spill);
    s.unserved_mwh += total(unserved);
    s.spill_mwh += total(spill);
    s.operation_cost += study.planning.spill_cost_per_mwh * total(spill);
    add_overlap(layout, d, s);
}

// Fuel and carbon costs from their prices; the variable cost is the rest of the marginal cost.
void add_fleet_costs(const Study& study, const Layout& layout, int year, YearSummary& s) {
    const std::size_t count = layout.groups.plants.members.size();
    for (auto* values : {&s.fleet_emission_t, &s.fleet_variable_cost, &s.fleet_fuel_cost, &s.fleet_carbon_cost,
                         &s.fleet_production_credit})
        values->assign(count, 0.0);
    const double carbon_price =
        study.carbon_price_per_t.empty() ? 0.0 : model::interpolated(study.carbon_price_per_t, year);
    for (std::size_t f = 0; f < count; ++f) {
        const auto plant = layout.groups.plants.members[f].front();
        const auto fuel = study.plants.fuel[at(plant)];
        const double credit_per_mwh = study.plants.credit_per_mwh(at(plant));
        const double variable_per_mwh = study.plants.variable_cost_per_mwh[at(plant)] - credit_per_mwh;
        s.fleet_emission_t[f] = assets::emission_t_per_mwh(study, plant) * s.fleet_generation_mwh[f];
        s.fleet_variable_cost[f] = variable_per_mwh * s.fleet_generation_mwh[f];
        s.fleet_production_credit[f] = credit_per_mwh * s.fleet_generation_mwh[f];
        s.fleet_carbon_cost[f] = carbon_price * s.fleet_emission_t[f];
        if (fuel != base::none<model::FuelIndex>)
            s.fleet_fuel_cost[f] = model::interpolated(study.fuels.price_per_mwh_thermal[at(fuel)], year) /
                                   study.plants.efficiency_frac[at(plant)] * s.fleet_generation_mwh[f];
        s.operation_cost += assets::marginal_cost_per_mwh(study, plant, year) * s.fleet_generation_mwh[f];
    }
    s.emission_t = total(s.fleet_emission_t);
}

void add_cycling_cost(const Study& study, const Layout& layout, const YearDispatch& d, YearSummary& s) {
    for (std::size_t e = 0; e < layout.groups.stores.members.size(); ++e) {
        const double cost = study.stores.cycling_cost_per_mwh[at(layout.groups.stores.members[e].front())] *
                            energy_mwh(d, d.discharge_mw, e);
        s.store_cycling_cost[e] += cost;
        s.operation_cost += cost;
    }
}

// Annuity and fixed cost of the entity to which an addition belongs; those of lines are only in the total.
std::pair<double*, double*> annuity_and_fixed(const Investment& investment, YearSummary& s) {
    switch (investment.kind) {
        case CapacityKind::plant:
            return {&s.fleet_annuity_cost[investment.group], &s.fleet_fixed_cost[investment.group]};
        case CapacityKind::store_power:
        case CapacityKind::store_energy:
            return {&s.store_annuity_cost[investment.group], &s.store_fixed_cost[investment.group]};
        case CapacityKind::connection:
        case CapacityKind::nonfirm_connection:
            return {&s.connection_annuity_cost[investment.group], &s.connection_fixed_cost[investment.group]};
        case CapacityKind::line:
        case CapacityKind::usable_energy:
            break;
    }
    return {nullptr, nullptr};
}

void add_capacity_cost(const Layout& layout, const std::vector<double>& built, int year, YearSummary& s) {
    for (std::size_t b = 0; b < built.size(); ++b) {
        const Investment& investment = layout.investments[b];
        if (!investment.alive(year)) continue;
        s.capacity_cost += built[b] * (investment.annuity_per_unit_year + investment.fixed_per_unit_year);
        const auto [annuity, fixed] = annuity_and_fixed(investment, s);
        if (annuity == nullptr) continue;
        *annuity += built[b] * investment.annuity_per_unit_year;
        *fixed += built[b] * investment.fixed_per_unit_year;
    }
}

void add_connection_charges(const Study& study, int year, YearSummary& s) {
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        const double charge = assets::connection_charge(study, d, year);
        s.connection_fixed_cost[d] += charge;
        s.capacity_cost += charge;
    }
}

YearSummary empty_summary(const Study& study, const Layout& layout) {
    YearSummary s;
    const std::size_t groups = layout.groups.plants.members.size(), stores = layout.groups.stores.members.size();
    for (auto* values : {&s.fleet_generation_mwh, &s.fleet_annuity_cost, &s.fleet_fixed_cost})
        values->assign(groups, 0.0);
    for (auto* values : {&s.store_annuity_cost, &s.store_fixed_cost, &s.store_cycling_cost})
        values->assign(stores, 0.0);
    for (auto* values : {&s.connection_annuity_cost, &s.connection_fixed_cost})
        values->assign(study.data_centers.name.size(), 0.0);
    return s;
}

// What the objective counts of markets and tariffs, and the emission of what markets sell.
void add_purchases(const Study& study, const Layout& layout, const std::vector<double>& built,
                   const std::vector<const YearDispatch*>& weathers, int year, YearSummary& s) {
    std::vector<double> connections_mw;
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        connections_mw.push_back(connection_mw(study, layout, built, d, year));
    for (const YearDispatch* d : weathers) {
        add_market_trade(study, *d, s);
        add_bills(study, layout, *d, connections_mw, s);
        add_agreements_and_certificates(study, layout, *d, s);
    }
    s.operation_cost += total(s.market_cost) - total(s.market_income) + s.tariff_cost + total(s.agreement_cost) +
                        total(s.certificate_cost);
    s.emission_t += total(s.market_emission_t);
}

void finish(const Study& study, const RegionPrices& prices, YearSummary& s) {
    for (std::size_t r = 0; r < prices.all.size(); ++r) {
        s.region_mean_price_per_mwh.push_back(prices.all[r].value());
        s.region_price_without_scarcity_per_mwh.push_back(prices.without_scarcity[r].value());
    }
    s.unserved_cost = study.planning.unserved_cost_per_mwh * s.unserved_mwh;
}

}  // namespace

void summarise(const Study& study, const Layout& layout, const std::vector<double>& built, Plan& plan) {
    const std::size_t regions = study.regions.name.size();
    for (const int year : plan.years) {
        YearSummary s = empty_summary(study, layout);
        RegionPrices prices{std::vector<PriceMean>(regions), std::vector<PriceMean>(regions)};
        std::vector<const YearDispatch*> weathers;
        for (const YearDispatch& d : plan.dispatch) {
            if (d.year != year) continue;
            weathers.push_back(&d);
            add_dispatch(study, layout, d, s);
            add_cycling_cost(study, layout, d, s);
            add_prices(study, d, prices);
        }
        add_fleet_costs(study, layout, year, s);
        add_capacity_cost(layout, built, year, s);
        add_connection_charges(study, year, s);
        summarise_curtailment(study, layout, built, weathers, s);
        add_purchases(study, layout, built, weathers, year, s);
        summarise_flexible_work(study, weathers, s);
        summarise_data_centers(study, weathers, s);
        summarise_data_center_energy(study, layout, weathers, s);
        finish(study, prices, s);
        plan.summary.push_back(std::move(s));
    }
}

}  // namespace decawatt::planning
