#include "planning/results/supply.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "assets/connection.hpp"
#include "assets/equipment_series.hpp"
#include "model/tariff_blocks.hpp"
#include "planning/components/tariffs.hpp"
#include "planning/results/agreement_summary.hpp"
#include "planning/results/bills.hpp"
#include "planning/results/trade_prices.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

// Whether each data centre has a connection to the grid in a year: assets behind one without a connection do not trade.
class Connections {
  public:
    Connections(const Study& study, const Layout& layout, const std::vector<double>& built, int year) {
        for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
            connected_.push_back(connection_mw(study, layout, built, d, year) > 0.0);
    }
    bool of(std::size_t data_center) const { return connected_[data_center]; }
    bool of(model::DataCenterIndex behind) const {
        return behind == base::none<model::DataCenterIndex> || connected_[at(behind)];
    }

  private:
    std::vector<bool> connected_;
};

// Weighted mean price of the regions added; their unweighted mean if all weights are zero, and 0 without regions. A
// region without a price has no entities, so that nothing is traded there.
class Price {
  public:
    void add(double price, double mw) {
        if (std::isnan(price)) return;
        weighted_ += mw * price;
        weight_ += mw;
        sum_ += price;
        ++count_;
    }
    double value() const {
        if (weight_ > 0.0) return weighted_ / weight_;
        return count_ > 0 ? sum_ / count_ : 0.0;
    }
    bool possible() const { return count_ > 0; }

  private:
    double weighted_ = 0.0, weight_ = 0.0, sum_ = 0.0;
    int count_ = 0;
};

// Who may trade in a year, and at which prices.
struct Market {
    const Connections& connections;
    const TradePrices& prices;
};

// Adds purchases (unserved load is not purchased) and sales (spilled energy is not sold) of one hour.
void add_hour(const Study& study, const Layout& layout, const YearDispatch& d, const Supply& supply,
              const Market& market, std::size_t t, SupplyYear& sums) {
    const double factor = d.weight * d.axis.step_h(t);
    const auto& [connections, prices] = market;
    Price buying, selling;
    double net_mw = 0.0;
    for (const std::size_t i : supply.data_centers) {
        const double load_mw = d.data_center_load_mw(t, i), unserved_mw = d.data_center_unserved_mw(t, i);
        sums.load_mwh += factor * load_mw;
        sums.unserved_mwh += factor * unserved_mw;
        net_mw -= load_mw - unserved_mw + d.data_center_spill_mw(t, i);
        if (connections.of(i)) buying.add(prices.purchase(study.data_centers.region[i], t), load_mw);
    }
    for (const std::size_t f : supply.plants) {
        net_mw += d.generation_mw(t, f);
        if (connections.of(layout.groups.plants.behind[f]))
            selling.add(prices.sale(layout.groups.plants.region[f], t), d.generation_mw(t, f));
    }
    for (const std::size_t s : supply.stores) {
        net_mw += d.discharge_mw(t, s) - d.charge_mw(t, s);
        if (connections.of(layout.groups.stores.behind[s]))
            selling.add(prices.sale(layout.groups.stores.region[s], t), d.discharge_mw(t, s));
    }
    if (net_mw < 0.0 && buying.possible()) {
        sums.purchase_mwh -= factor * net_mw;
        sums.purchase_cost -= factor * net_mw * buying.value();
    }
    if (net_mw > 0.0 && selling.possible()) {
        sums.sale_mwh += factor * net_mw;
        sums.sale_income += factor * net_mw * selling.value();
    }
}

// Of the import of a data centre at the price of purchases: what its bill charges beyond it is no purchase.
double cost_of_import(const Study& study, const YearDispatch& d, const TradePrices& prices, std::size_t center) {
    double cost = 0.0;
    for (std::size_t t = 0; t < d.data_center_import_mw.times(); ++t) {
        const double import_mw = d.data_center_import_mw(t, center);
        if (import_mw > 0.0)
            cost += d.axis.step_h(t) * import_mw * prices.purchase(study.data_centers.region[center], t);
    }
    return cost;
}

void add_variable_cost(const Study& study, const Layout& layout, const YearDispatch& d, const Supply& supply,
                       SupplyYear& sums) {
    const auto mwh = [&](const base::Series& mw, std::size_t entity) {
        return d.weight * d.axis.mean_step_h() * base::weighted_sum(d.axis, mw.of(entity));
    };
    for (const std::size_t f : supply.plants) {
        const double cost = assets::marginal_cost_per_mwh(study, layout.groups.plants.members[f].front(), d.year);
        sums.variable_cost += cost * mwh(d.generation_mw, f);
    }
    for (const std::size_t s : supply.stores) {
        const double cost = study.stores.cycling_cost_per_mwh[at(layout.groups.stores.members[s].front())];
        sums.variable_cost += cost * mwh(d.discharge_mw, s);
    }
}

void add_agreements(const Study& study, const Layout& layout, const YearDispatch& d, const Supply& supply,
                    SupplyYear& sums) {
    for (const model::Agreement& agreement : study.agreements) {
        const std::size_t p = at(agreement.plant);
        if (payer_of(study, study.plants.contract[p], study.plants.behind[p]) == supply.payer)
            sums.agreement_cost += d.weight * agreement_year(study, layout.groups.plants, d, agreement).cost;
    }
    for (std::size_t c = 0; c < study.certificates.size(); ++c)
        if (study.certificates[c].contract == supply.payer.contract)
            sums.certificate_cost += d.weight * certificate_cost(study, d, c);
}

}  // namespace

Payer payer_of_data_center(const Study& study, std::size_t data_center) {
    const model::ContractIndex contract = study.data_centers.contract[data_center];
    if (contract != base::none<model::ContractIndex>) return {contract, base::none<model::DataCenterIndex>};
    return {contract, static_cast<model::DataCenterIndex>(data_center)};
}

Payer payer_of(const Study& study, model::ContractIndex contract, model::DataCenterIndex behind) {
    if (contract != base::none<model::ContractIndex>) return {contract, base::none<model::DataCenterIndex>};
    if (behind != base::none<model::DataCenterIndex>) return payer_of_data_center(study, at(behind));
    return {};
}

Payer payer_of(const Study& study, const Investment& investment) {
    switch (investment.kind) {
        case CapacityKind::plant:
            return payer_of(study, study.plants.contract[investment.asset], study.plants.behind[investment.asset]);
        case CapacityKind::store_power:
        case CapacityKind::store_energy:
            return payer_of(study, study.stores.contract[investment.asset], study.stores.behind[investment.asset]);
        case CapacityKind::connection:
        case CapacityKind::nonfirm_connection:
            return payer_of_data_center(study, investment.asset);
        case CapacityKind::line:
        case CapacityKind::usable_energy:
            break;
    }
    return {};
}

std::string payer_name(const Study& study, const Payer& payer) {
    if (payer.contract != base::none<model::ContractIndex>) return study.contracts.name[at(payer.contract)];
    if (payer.data_center != base::none<model::DataCenterIndex>) return study.data_centers.name[at(payer.data_center)];
    return "";
}

Supply supply_of(const Study& study, const PlantGroups& plants, const StoreGroups& stores, const Payer& payer) {
    Supply supply{payer, {}, {}, {}};
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
        if (payer_of_data_center(study, d) == payer) supply.data_centers.push_back(d);
    for (std::size_t f = 0; f < plants.name.size(); ++f)
        if (payer_of(study, plants.contract[f], plants.behind[f]) == payer) supply.plants.push_back(f);
    for (std::size_t s = 0; s < stores.name.size(); ++s)
        if (payer_of(study, stores.contract[s], stores.behind[s]) == payer) supply.stores.push_back(s);
    return supply;
}

double connection_mw(const Study& study, const Layout& layout, const std::vector<double>& built,
                     std::size_t data_center, int year) {
    double mw = assets::planned_connection(study, data_center, year).total();
    for (std::size_t b = 0; b < built.size(); ++b) {
        const Investment& investment = layout.investments[b];
        if (is_connection(investment.kind) && investment.asset == data_center && investment.in_service(year))
            mw += built[b];
    }
    return mw;
}

void add_supply_year(const Study& study, const Layout& layout, const std::vector<double>& built, const Plan& plan,
                     const Supply& supply, int year, SupplyYear& sums) {
    for (std::size_t b = 0; b < built.size(); ++b) {
        const Investment& investment = layout.investments[b];
        if (!investment.alive(year) || payer_of(study, investment) != supply.payer) continue;
        sums.annuity_cost += built[b] * investment.annuity_per_unit_year;
        sums.fixed_cost += built[b] * investment.fixed_per_unit_year;
    }
    for (const std::size_t d : supply.data_centers) sums.fixed_cost += assets::connection_charge(study, d, year);
    const Connections connections(study, layout, built, year);
    for (const YearDispatch& d : plan.dispatch) {
        if (d.year != year) continue;
        const TradePrices prices(study, layout, d);
        for (std::size_t t = 0; t < static_cast<std::size_t>(d.axis.count); ++t)
            add_hour(study, layout, d, supply, {connections, prices}, t, sums);
        add_variable_cost(study, layout, d, supply, sums);
        add_agreements(study, layout, d, supply, sums);
        for (const std::size_t i : supply.data_centers)
            if (has_tariff(study, i))
                sums.tariff_cost +=
                    d.weight * (bill_of(study, d, i, connection_mw(study, layout, built, i, year)).total() -
                                cost_of_import(study, d, prices, i));
    }
}

double cost_of(const SupplyYear& year) {
    return year.annuity_cost + year.fixed_cost + year.variable_cost + year.purchase_cost - year.sale_income +
           year.tariff_cost + year.agreement_cost + year.certificate_cost;
}

double per_load(double amount, double load_mwh) {
    return load_mwh > 0.0 ? amount / load_mwh : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace decawatt::planning
