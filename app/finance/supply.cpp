#include "app/finance/supply.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/finance/assets.hpp"
#include "finance/returns.hpp"
#include "finance/time_value.hpp"
#include "planning/investments.hpp"
#include "planning/results/supply.hpp"

namespace decawatt::app {

namespace {
// Adds the rows of an asset at their calendar years, which begin with supply.years[0].
void add_asset(const AssetFinance& asset, SupplyFinance& supply) {
    const finance::ProForma& result = asset.result;
    const auto place = [&](int t) { return static_cast<std::size_t>(asset.year - 1 + t - supply.years.front()); };
    for (int t = 1; t <= asset.project.years; ++t) {
        const auto i = static_cast<std::size_t>(t);
        const std::size_t at = place(t);
        supply.energy_mwh[at] += result.energy.sold_mwh[i];
        supply.revenue[at] += result.revenue.energy[i];
        supply.other_revenue[at] += result.revenue.other[i];
        supply.expenses[at] += result.expense.total[i];
        supply.debt_service[at] += result.debt.service[i];
        for (const finance::TaxRows& tax : result.tax) {
            supply.taxes[at] += tax.tax[i];
            supply.credits[at] += tax.production_credit[i];
        }
        supply.credits[at] += result.investment_credit[i];
        supply.reserve_flow[at] +=
            result.reserve.interest[i] + result.flow.reserve_accounts[i] + result.flow.replacements[i];
    }
    const finance::Row flow = finance::with_construction(result, result.flow.equity_after_tax);
    const int early = static_cast<int>(result.flow.equity_spending.size());
    for (std::size_t k = 0; k < flow.size(); ++k) {
        const int t = static_cast<int>(k) - early;
        supply.equity_flow[place(t)] += flow[k];
        if (t <= 0) supply.investment[place(t)] += flow[k];
    }
    supply.capex_nominal += asset.project.investment.cost;
    supply.debt += result.totals.debt;
    supply.equity += result.totals.equity;
}

// Of all assets together: cash of the year over debt service.
double least_coverage(const SupplyFinance& supply) {
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t y = 0; y < supply.years.size(); ++y) {
        const double cash = supply.revenue[y] + supply.other_revenue[y] - supply.expenses[y];
        if (supply.debt_service[y] > 0.0) least = std::min(least, cash / supply.debt_service[y]);
    }
    return std::isfinite(least) ? least : 0.0;
}

// By year, of the plants that the supply pays.
std::vector<double> credits_of(const model::Study& study, const io::PlanFigures& figures,
                               const io::SupplyFigures& supply) {
    std::vector<double> credits(figures.years.size(), 0.0);
    for (std::size_t f = 0; f < figures.plants.members.size(); ++f) {
        const auto plant = std::ranges::find(study.plants.name, figures.plants.members[f].front());
        if (plant == study.plants.name.end()) continue;
        const auto p = static_cast<std::size_t>(plant - study.plants.name.begin());
        const planning::Payer payer = planning::payer_of(study, study.plants.contract[p], study.plants.behind[p]);
        const bool is_contract = payer.contract != base::none<model::ContractIndex>;
        if (is_contract != supply.is_contract || planning::payer_name(study, payer) != supply.name) continue;
        for (std::size_t y = 0; y < credits.size(); ++y) credits[y] += figures.plants.production_credit(y, f);
    }
    return credits;
}
}  // namespace

double finance_and_taxes(const io::LoadedStudy& loaded, const std::vector<int>& years,
                         const std::vector<const AssetFinance*>& assets) {
    const model::Study& study = loaded.study;
    double sum = 0.0;
    for (const AssetFinance* asset : assets)
        for (int t = 1; t <= asset->project.years; ++t) {
            const int year = asset->year + t - 1;
            if (year < years.front() || year > years.back()) continue;
            const auto i = static_cast<std::size_t>(t);
            const finance::ProForma& result = asset->result;
            const double real = 1.0 / nominal(study, *loaded.finance, 1.0, year);
            double operating = 0.0;  // that the plan counts as well
            for (std::size_t k = 0; k < result.expense.line.size(); ++k) {
                const std::string& name = asset->project.expenses[k].name;
                if (name != kAugmentation && name != kFixed) operating += result.expense.line[k][i];
            }
            const PlannedCosts& planned = asset->planned;
            const double counted =
                planned.annuity + planned.fixed_cost_per_year - planned.credit_per_mwh * result.energy.sold_mwh[i];
            const double needed = (result.revenue.energy[i] - operating) * real - counted;
            sum += planning::discount_factor(study, year) * needed;
        }
    return sum;
}

CostWaterfall waterfall_of(const io::LoadedStudy& loaded, const io::PlanFigures& figures,
                           const io::SupplyFigures& supply, const std::vector<const AssetFinance*>& assets) {
    const auto discounted = [&](const std::vector<double>& values) {
        double sum = 0.0;
        for (std::size_t y = 0; y < values.size(); ++y)
            sum += planning::discount_factor(loaded.study, figures.years[y]) * values[y];
        return sum;
    };
    const double load = discounted(supply.load_mwh);
    CostWaterfall parts;
    parts.annuities = discounted(supply.annuity_cost) / load;
    parts.fixed = discounted(supply.fixed_cost) / load;
    parts.credits = -discounted(credits_of(loaded.study, figures, supply)) / load;
    parts.variable = discounted(supply.variable_cost) / load - parts.credits;
    parts.purchases = discounted(supply.purchase_cost) / load;
    parts.tariffs = discounted(supply.tariff_cost) / load;
    parts.agreements = discounted(supply.agreement_cost) / load;
    parts.certificates = discounted(supply.certificate_cost) / load;
    parts.sales = -discounted(supply.sale_income) / load;
    parts.plan_cost = parts.annuities + parts.fixed + parts.variable + parts.purchases + parts.tariffs +
                      parts.agreements + parts.certificates + parts.sales + parts.credits;
    parts.finance_and_taxes = finance_and_taxes(loaded, figures.years, assets) / load;
    parts.total = parts.plan_cost + parts.finance_and_taxes;
    return parts;
}

void add_cash(const io::LoadedStudy& loaded, const std::vector<const AssetFinance*>& assets, SupplyFinance& supply) {
    if (assets.empty()) return;
    int first = std::numeric_limits<int>::max(), last = 0;
    for (const AssetFinance* asset : assets) {
        first = std::min(first, asset->year - loaded.finance->construction_years);
        last = std::max(last, asset->year + asset->project.years - 1);
    }
    for (int year = first; year <= last; ++year) supply.years.push_back(year);
    const finance::Row zero(supply.years.size(), 0.0);
    supply.energy_mwh = supply.revenue = supply.other_revenue = supply.expenses = supply.debt_service = supply.taxes =
        supply.credits = supply.reserve_flow = supply.investment = supply.equity_flow = zero;
    for (const AssetFinance* asset : assets) add_asset(*asset, supply);
    supply.least_coverage = least_coverage(supply);
}

SupplyFinance supply_of(const io::LoadedStudy& loaded, const io::PlanFigures& figures, const io::SupplyFigures& stated,
                        const std::vector<const AssetFinance*>& assets) {
    SupplyFinance supply;
    supply.name = stated.name;
    supply.stated_cost_per_mwh = stated.cost_per_mwh;
    supply.waterfall = waterfall_of(loaded, figures, stated, assets);
    if (assets.empty()) return supply;
    add_cash(loaded, assets, supply);
    supply.irr = finance::internal_rates(supply.equity_flow);
    const double real = loaded.study.discount_rate;
    finance::Row revenue = supply.revenue;
    for (std::size_t y = 0; y < revenue.size(); ++y)
        revenue[y] /= nominal(loaded.study, *loaded.finance, 1.0, supply.years[y]);
    supply.price_real_per_mwh =
        finance::net_present_value(revenue, real) / finance::net_present_value(supply.energy_mwh, real);
    return supply;
}

}  // namespace decawatt::app
