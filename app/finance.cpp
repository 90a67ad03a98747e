#include "app/finance.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

#include "app/file_access.hpp"
#include "app/finance_assets.hpp"
#include "base/error.hpp"
#include "finance/returns.hpp"
#include "finance/time_value.hpp"
#include "planning/investments.hpp"
#include "planning/results/supply.hpp"

namespace decawatt::app {

namespace {
// The option by which an addition was built; none: it is not built (usable energy).
const model::ExpansionOption* option_of(const model::Study& study, const assets::CapacityAddition& build) {
    const auto find = [&](const std::vector<std::string>& names, const std::vector<model::ExpansionOption>& options) {
        const auto found = std::ranges::find(names, build.asset);
        return found == names.end() ? nullptr : &options[static_cast<std::size_t>(found - names.begin())];
    };
    switch (build.kind) {
        case assets::CapacityKind::plant:
            return find(study.plants.name, study.plants.build);
        case assets::CapacityKind::store_power:
            return find(study.stores.name, study.stores.build_power);
        case assets::CapacityKind::store_energy:
            return find(study.stores.name, study.stores.build_energy);
        case assets::CapacityKind::line:
            return find(study.lines.name, study.lines.build);
        case assets::CapacityKind::connection:
            return find(study.data_centers.name, study.data_centers.build_connection);
        case assets::CapacityKind::nonfirm_connection: {
            const auto found = std::ranges::find(study.data_centers.name, build.asset);
            const auto row = static_cast<std::size_t>(found - study.data_centers.name.begin());
            return row < study.data_centers.terms.size() ? &study.data_centers.terms[row].nonfirm.build : nullptr;
        }
        case assets::CapacityKind::usable_energy:
            break;
    }
    return nullptr;
}

std::vector<CapexYear> capex_of(const io::LoadedStudy& loaded, const planning::FixedPlan& plan) {
    const model::Study& study = loaded.study;
    std::map<int, CapexYear> by_year;
    for (const assets::CapacityAddition& build : plan.builds) {
        const model::ExpansionOption* option = option_of(study, build);
        if (option == nullptr || build.amount * option->capex <= 0.0) continue;
        CapexYear& year = by_year[build.year];
        const double real = build.amount * option->capex;
        const double age_years = study.horizon.last_year + 1 - build.year;
        year.year = build.year;
        year.real += real;
        year.nominal += nominal(study, *loaded.finance, real, build.year - 1);
        year.residual += real * std::max(0.0, 1.0 - age_years / option->lifetime_years);
    }
    std::vector<CapexYear> all;
    all.reserve(by_year.size());
    for (const auto& [year, capex] : by_year) all.push_back(capex);
    return all;
}

// What the owners of a supply's assets need in the years of the horizon beyond what the plan counts for them: real,
// discounted as in the plan.
double finance_and_taxes(const io::LoadedStudy& loaded, const io::PlanFigures& figures,
                         const std::vector<const AssetFinance*>& assets) {
    const model::Study& study = loaded.study;
    double sum = 0.0;
    for (const AssetFinance* asset : assets)
        for (int t = 1; t <= asset->project.years; ++t) {
            const int year = asset->year + t - 1;
            if (year < figures.years.front() || year > figures.years.back()) continue;
            const auto i = static_cast<std::size_t>(t);
            const finance::ProForma& result = asset->result;
            const double real = 1.0 / nominal(study, *loaded.finance, 1.0, year);
            double operating = 0.0;
            for (std::size_t k = 0; k < result.expense.line.size(); ++k)
                if (asset->project.expenses[k].name != kAugmentation) operating += result.expense.line[k][i];
            const double counted = asset->annuity - asset->credit_per_mwh * result.energy.sold_mwh[i];
            const double needed = (result.revenue.energy[i] - operating) * real - counted;
            sum += planning::discount_factor(study, year) * needed;
        }
    return sum;
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
    parts.finance_and_taxes = finance_and_taxes(loaded, figures, assets) / load;
    parts.total = parts.plan_cost + parts.finance_and_taxes;
    return parts;
}

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
    }
    const finance::Row flow = finance::with_construction(result, result.flow.equity_after_tax);
    const int early = static_cast<int>(result.flow.equity_spending.size());
    for (std::size_t k = 0; k < flow.size(); ++k) supply.equity_flow[place(static_cast<int>(k) - early)] += flow[k];
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

SupplyFinance supply_of(const io::LoadedStudy& loaded, const io::PlanFigures& figures, const io::SupplyFigures& stated,
                        const std::vector<const AssetFinance*>& assets) {
    SupplyFinance supply;
    supply.name = stated.name;
    supply.stated_cost_per_mwh = stated.cost_per_mwh;
    supply.waterfall = waterfall_of(loaded, figures, stated, assets);
    if (assets.empty()) return supply;
    int first = std::numeric_limits<int>::max(), last = 0;
    for (const AssetFinance* asset : assets) {
        first = std::min(first, asset->year - loaded.finance->construction_years);
        last = std::max(last, asset->year + asset->project.years - 1);
    }
    for (int year = first; year <= last; ++year) supply.years.push_back(year);
    const finance::Row zero(supply.years.size(), 0.0);
    supply.energy_mwh = supply.revenue = supply.other_revenue = supply.expenses = supply.debt_service = supply.taxes =
        supply.credits = supply.equity_flow = zero;
    for (const AssetFinance* asset : assets) add_asset(*asset, supply);
    supply.least_coverage = least_coverage(supply);
    supply.irr = finance::internal_rates(supply.equity_flow);
    const double real = loaded.study.discount_rate;
    finance::Row revenue = supply.revenue;
    for (std::size_t y = 0; y < revenue.size(); ++y)
        revenue[y] /= nominal(loaded.study, *loaded.finance, 1.0, supply.years[y]);
    supply.price_real_per_mwh =
        finance::net_present_value(revenue, real) / finance::net_present_value(supply.energy_mwh, real);
    return supply;
}
}  // namespace

FinanceReport finance(io::LoadedStudy loaded, const FinanceSettings& settings) {
    if (!loaded.finance)
        throw base::InputError({{"study.toml", "finance", 0, "no section [finance]",
                                 "terms of finance; scenarios/finance has sections to copy"}});
    FinanceReport report;
    io::PlanFigures figures;
    {
        const auto lock = file_access();
        io::StoredPlan stored = io::read_fixed_plan(settings.plan, loaded);
        report.differences = std::move(stored.differences);
        figures = io::read_plan_figures(settings.plan);
        report.assets = assets_of(loaded, stored.plan, figures);
        report.capex = capex_of(loaded, stored.plan);
    }
    std::vector<AssetFinance> priced;
    fit_tenors(report.assets, report.notes);
    for (AssetFinance& asset : report.assets) {
        if (asset.project.years == 0) {
            report.notes.push_back(fmt::format("{} of {} delivers no energy and has no price", asset.name, asset.year));
            continue;
        }
        solve(asset);
        if (std::ranges::any_of(asset.result.debt.service, [](double paid) { return paid < 0.0; }))
            report.notes.push_back(
                fmt::format("cash of {} of {} is negative in some years, in which debt sized by coverage is drawn, not "
                            "repaid; a price "
                            "that grows with costs (price_escalation_frac) avoids it",
                            asset.name, asset.year));
        const double year_0 = nominal(loaded.study, *loaded.finance, 1.0, asset.year - 1);
        asset.price_real_per_mwh = asset.result.metrics.lppa_real_per_mwh / year_0;
        asset.lcoe_real_per_mwh = asset.result.metrics.lcoe_real_per_mwh / year_0;
        priced.push_back(std::move(asset));
    }
    report.assets = std::move(priced);
    for (const io::SupplyFigures& supply : figures.supplies) {
        std::vector<const AssetFinance*> own;
        for (const AssetFinance& asset : report.assets)
            if (asset.paid_by == supply.name && asset.paid_by_contract == supply.is_contract) own.push_back(&asset);
        report.supplies.push_back(supply_of(loaded, figures, supply, own));
    }
    report.loaded = std::move(loaded);
    return report;
}

}  // namespace decawatt::app
