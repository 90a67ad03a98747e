// Scores and costs of contracts (docs/method/planning.md): balance G + D - C - X + M = L.
#include <algorithm>
#include <limits>

#include "planning/read_plan.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

// A figure per MWh of load; NaN, which results write as missing, where nothing was asked for.
double per_load(double amount, double load_mwh) {
    return load_mwh > 0.0 ? amount / load_mwh : std::numeric_limits<double>::quiet_NaN();
}

bool belongs(model::ContractIndex contract, std::size_t c) {
    return at(contract) == c;
}

// Mean price of the regions added, weighted; their plain mean where all weights are zero, and 0 where there are none: a
// contract without assets sells nothing but the rounding of its balance.
class Price {
  public:
    Price(const YearDispatch& dispatch, std::size_t t) : dispatch_(dispatch), t_(t) {}
    void add(model::RegionIndex region, double mw) {
        const double price = dispatch_.price_per_mwh(t_, at(region));
        weighted_ += mw * price;
        weight_ += mw;
        sum_ += price;
        ++count_;
    }
    double value() const {
        if (weight_ > 0.0) return weighted_ / weight_;
        return count_ > 0 ? sum_ / count_ : 0.0;
    }

  private:
    const YearDispatch& dispatch_;
    std::size_t t_;
    double weighted_ = 0.0, weight_ = 0.0, sum_ = 0.0;
    int count_ = 0;
};

// One hour of a contract, MW.
struct Hour {
    double load = 0.0, clean = 0.0, other = 0.0, unserved = 0.0;  // other: own output that does not count
    double buying_price = 0.0, selling_price = 0.0;
};

Hour hour_of(const Study& study, const Layout& layout, const YearDispatch& d, std::size_t c, std::size_t t) {
    Hour hour;
    Price buying(d, t), selling(d, t);
    for (std::size_t i = 0; i < study.data_centers.name.size(); ++i) {
        if (!belongs(study.data_centers.contract[i], c)) continue;
        hour.load += d.data_center_load_mw(t, i);
        hour.unserved += d.data_center_unserved_mw(t, i);
        buying.add(study.data_centers.region[i], d.data_center_load_mw(t, i));
    }
    for (std::size_t f = 0; f < layout.fleets.members.size(); ++f) {
        if (!belongs(layout.fleets.contract[f], c)) continue;
        (counts(study, layout.fleets, f) ? hour.clean : hour.other) += d.generation_mw(t, f);
        selling.add(layout.fleets.region[f], d.generation_mw(t, f));
    }
    for (std::size_t s = 0; s < layout.stores.members.size(); ++s)
        if (belongs(layout.stores.contract[s], c)) selling.add(layout.stores.region[s], d.discharge_mw(t, s));
    hour.buying_price = buying.value();
    hour.selling_price = selling.value();
    return hour;
}

// What is not served is not bought; own output that does not count as clean is not bought either.
void add_trade(const Hour& hour, double deficit_mw, double excess_mw, double factor, ContractYear& year) {
    const double lacking_mw = deficit_mw - hour.unserved - hour.other;
    const double bought_mw = std::max(0.0, lacking_mw), sold_mw = excess_mw + std::max(0.0, -lacking_mw);
    if (bought_mw > 0.0) year.purchase_cost += factor * bought_mw * hour.buying_price;
    if (sold_mw > 0.0) year.sale_income += factor * sold_mw * hour.selling_price;
}

void add_dispatch(const Study& study, const Layout& layout, const YearDispatch& d, std::size_t c, ContractYear& year) {
    const double factor = d.weight * d.axis.step_h();
    for (std::size_t t = 0; t < d.deficit_mw.times(); ++t) {
        const Hour hour = hour_of(study, layout, d, c, t);
        year.load_mwh += factor * hour.load;
        year.clean_mwh += factor * hour.clean;
        year.unserved_mwh += factor * hour.unserved;
        year.deficit_mwh += factor * d.deficit_mw(t, c);
        year.excess_mwh += factor * d.excess_mw(t, c);
        add_trade(hour, d.deficit_mw(t, c), d.excess_mw(t, c), factor, year);
    }
    for (std::size_t f = 0; f < layout.fleets.members.size(); ++f) {
        if (!belongs(layout.fleets.contract[f], c)) continue;
        const double cost = marginal_cost_per_mwh(study, layout.fleets.members[f].front(), d.year);
        for (const double mw : d.generation_mw.of(f)) year.variable_cost += factor * cost * mw;
    }
    for (std::size_t s = 0; s < layout.stores.members.size(); ++s) {
        if (!belongs(layout.stores.contract[s], c)) continue;
        const double cost = study.stores.cycling_cost_per_mwh[at(layout.stores.members[s].front())];
        for (const double mw : d.discharge_mw.of(s)) year.variable_cost += factor * cost * mw;
    }
}

model::ContractIndex contract_of(const Study& study, const Build& build) {
    switch (build.kind) {
        case BuildKind::plant:
            return study.plants.contract[build.asset];
        case BuildKind::store_power:
        case BuildKind::store_energy:
            return study.stores.contract[build.asset];
        case BuildKind::connection:
            return study.data_centers.contract[build.asset];
        case BuildKind::line:
            break;
    }
    return base::none<model::ContractIndex>;
}

double cost_of(const ContractYear& year) {
    return year.annuity_cost + year.fixed_cost + year.variable_cost + year.purchase_cost - year.sale_income;
}

// Ratios are NaN where there is no load yet.
void finish(const Study& study, std::size_t c, int calendar_year, ContractYear& year) {
    const double grid_clean = model::stepwise(study.contracts.grid_clean_frac[c], calendar_year, 0.0);
    year.hourly_score_frac = 1.0 - (1.0 - grid_clean) * per_load(year.deficit_mwh, year.load_mwh);
    year.strict_score_frac = 1.0 - per_load(year.deficit_mwh, year.load_mwh);
    year.annual_matching_frac = per_load(year.clean_mwh, year.load_mwh);
    year.supply_cost_per_mwh = per_load(cost_of(year), year.load_mwh);
}

}  // namespace

void summarise_contracts(const Study& study, const Layout& layout, const std::vector<double>& built, Plan& plan) {
    const std::size_t count = study.contracts.name.size();
    std::vector<double> cost(count, 0.0), load_mwh(count, 0.0);
    for (std::size_t y = 0; y < plan.years.size(); ++y) {
        plan.contracts.emplace_back(count);
        for (std::size_t c = 0; c < count; ++c) {
            ContractYear& year = plan.contracts[y][c];
            for (std::size_t b = 0; b < built.size(); ++b) {
                const Build& build = layout.builds[b];
                if (!build.alive(plan.years[y]) || !belongs(contract_of(study, build), c)) continue;
                year.annuity_cost += built[b] * build.annuity_per_mw_year;
                year.fixed_cost += built[b] * build.fixed_per_mw_year;
            }
            for (const YearDispatch& d : plan.dispatch)
                if (d.year == plan.years[y]) add_dispatch(study, layout, d, c, year);
            finish(study, c, plan.years[y], year);
            cost[c] += plan.discount_factor[y] * cost_of(year);
            load_mwh[c] += plan.discount_factor[y] * year.load_mwh;
        }
    }
    for (std::size_t c = 0; c < count; ++c) plan.supply_cost_per_mwh.push_back(per_load(cost[c], load_mwh[c]));
}

}  // namespace decawatt::planning
