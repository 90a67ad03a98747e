#include "app/finance_assets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "base/error.hpp"
#include "finance/time_value.hpp"
#include "planning/investments.hpp"

namespace decawatt::app {

namespace {
constexpr double kLeastAmount = 1e-3;  // MW or MWh: less is what the solver leaves of zero
constexpr double kMonthsPerYear = 12.0;
constexpr auto kNational = static_cast<std::size_t>(finance::Government::national);

std::size_t row_of(const std::vector<std::string>& names, const std::string& name) {
    return static_cast<std::size_t>(std::ranges::find(names, name) - names.begin());
}

struct Amounts {
    double mw = 0.0, mwh = 0.0;
};
using Additions = std::map<std::pair<int, std::string>, Amounts>;  // by year and name

bool is_bought(const model::Study& study, const std::string& plant) {
    return std::ranges::any_of(study.agreements, [&](const model::Agreement& agreement) {
        return study.plants.name[base::at(agreement.plant)] == plant;
    });
}

// Of plants, or of stores. Plants of agreements belong to others.
Additions additions_of(const model::Study& study, const planning::FixedPlan& plan, bool stores) {
    Additions all;
    for (const assets::CapacityAddition& build : plan.builds) {
        if (build.amount < kLeastAmount) continue;
        Amounts amounts;
        if (!stores && build.kind == assets::CapacityKind::plant && !is_bought(study, build.asset))
            amounts.mw = build.amount;
        if (stores && build.kind == assets::CapacityKind::store_power) amounts.mw = build.amount;
        if (stores && build.kind == assets::CapacityKind::store_energy) amounts.mwh = build.amount;
        if (amounts.mw + amounts.mwh == 0.0) continue;
        Amounts& sum = all[{build.year, build.asset}];
        sum.mw += amounts.mw;
        sum.mwh += amounts.mwh;
    }
    return all;
}

const io::AssetTerms* own_terms(const io::FinanceTerms& terms, const std::string& asset) {
    const auto found = std::ranges::find(terms.assets, asset, &io::AssetTerms::asset);
    return found == terms.assets.end() ? nullptr : &*found;
}

// Figures of the asset's part of its group in each year of its life; after the horizon those of its last year.
class Share {
  public:
    Share(const io::GroupFigures& groups, std::size_t group, double amount, const std::vector<int>& years)
        : groups_(groups), group_(group), amount_(amount), years_(years) {}

    double in(const base::Series& series, int year) const {
        const auto place =
            static_cast<std::size_t>(std::clamp(year - years_.front(), 0, static_cast<int>(years_.size()) - 1));
        const double capacity = groups_.capacity(place, group_);
        return capacity > 0.0 ? std::min(1.0, amount_ / capacity) * series(place, group_) : 0.0;
    }

  private:
    const io::GroupFigures& groups_;
    std::size_t group_;
    double amount_;
    const std::vector<int>& years_;
};

// Whether what [finance] grants to all is for this asset, which has no terms of its own.
struct Entitlement {
    bool investment_credit, production_credit, certificates;
};

Entitlement entitlement_of(const model::Study& study, const AssetFinance& asset) {
    if (asset.is_store) return {true, false, false};
    const std::size_t row = row_of(study.plants.name, asset.name);
    return {study.plants.clean[row], study.plants.clean[row], study.plants.renewable[row]};
}

void apply_terms(const io::FinanceTerms& terms, const std::string& asset, const Entitlement& entitled,
                 finance::Project& project) {
    const io::AssetTerms* own = own_terms(terms, asset);
    const finance::DepreciationClass used = own && own->depreciation ? *own->depreciation : terms.depreciation;
    project.depreciation.share_frac[static_cast<std::size_t>(used)] = 1.0;
    finance::TaxRules& tax = project.tax[kNational];
    if (!entitled.investment_credit) tax.investment_credit.frac = {0.0};
    if (!entitled.production_credit) tax.production_credit.per_mwh.value = {0.0};
    if (own && own->investment_credit_frac) tax.investment_credit.frac = {*own->investment_credit_frac};
    if (own && own->production_credit_per_mwh) tax.production_credit.per_mwh.value = {*own->production_credit_per_mwh};
    const auto construction = static_cast<std::size_t>(terms.construction_years);
    project.investment.spending_frac.assign(construction, 1.0 / terms.construction_years);
    project.investment.construction_financing = finance::construction_cost(
        {{1.0, kMonthsPerYear * terms.construction_years, terms.construction_interest_frac, 0.0}},
        project.investment.cost);
}

// Money is nominal; year 0 is the end of the year before the asset's first.
finance::Project project_of(const io::LoadedStudy& loaded, const AssetFinance& asset, double life_years,
                            const Share& share, const io::GroupFigures& groups) {
    const model::Study& study = loaded.study;
    const io::FinanceTerms& terms = *loaded.finance;
    finance::Project project = terms.common;
    project.years = std::max(1, static_cast<int>(std::lround(life_years)));
    project.capacity_mw = asset.mw;
    project.investment.cost = nominal(study, terms, asset.capex, asset.year - 1);
    const io::AssetTerms* own = own_terms(terms, asset.name);
    const Entitlement entitled = entitlement_of(study, asset);
    double revenue_per_mwh = entitled.certificates ? terms.revenue_per_mwh : 0.0;
    if (own && own->revenue_per_mwh) revenue_per_mwh = *own->revenue_per_mwh;
    finance::Row energy_mwh, other;
    std::vector<finance::Expense> lines = {{"fixed", finance::ExpenseKind::operation},
                                           {"variable", finance::ExpenseKind::operation},
                                           {"fuel", finance::ExpenseKind::fuel},
                                           {"carbon", finance::ExpenseKind::other}};
    for (finance::Expense& line : lines) line.price.value.clear();
    for (int t = 1; t <= project.years; ++t) {
        const int year = asset.year + t - 1;
        const auto money = [&](double real) { return nominal(study, terms, real, year); };
        energy_mwh.push_back(share.in(groups.energy_mwh, year));
        other.push_back(money(revenue_per_mwh * energy_mwh.back()));
        lines[0].price.value.push_back(money(asset.fixed_cost_per_year));
        lines[1].price.value.push_back(money(share.in(groups.variable_cost, year)));
        lines[2].price.value.push_back(money(share.in(groups.fuel_cost, year)));
        lines[3].price.value.push_back(money(share.in(groups.carbon_cost, year)));
    }
    if (std::ranges::all_of(energy_mwh, [](double mwh) { return mwh <= 0.0; })) return {};
    project.energy.sold_mwh = std::move(energy_mwh);
    project.sales.other_revenue = std::move(other);
    project.expenses = std::move(lines);
    apply_terms(terms, asset.name, entitled, project);
    return project;
}

void add_costs(const model::Study& study, const model::ExpansionOption& option, double amount, AssetFinance& asset) {
    asset.capex += amount * option.capex;
    asset.annuity += amount * planning::annuity_per_unit_year(study, option);
    asset.fixed_cost_per_year += amount * option.fixed_cost_per_year;
    const double age = study.horizon.last_year + 1 - asset.year;
    asset.residual += amount * option.capex * std::max(0.0, 1.0 - age / option.lifetime_years);
}

void add_assets(const io::LoadedStudy& loaded, const planning::FixedPlan& plan, const io::PlanFigures& figures,
                bool stores, std::vector<AssetFinance>& all) {
    const model::Study& study = loaded.study;
    const io::GroupFigures& groups = stores ? figures.stores : figures.plants;
    for (const auto& [key, amounts] : additions_of(study, plan, stores)) {
        AssetFinance asset;
        asset.name = key.second;
        asset.is_store = stores;
        asset.year = key.first;
        asset.mw = amounts.mw;
        asset.mwh = amounts.mwh;
        const int group = groups.group_of(asset.name);
        if (group < 0)
            throw base::ResourceError(
                fmt::format("the plan builds {}, which no group of the result names", asset.name));
        asset.paid_by = groups.paid_by[static_cast<std::size_t>(group)];
        const std::size_t row = row_of(stores ? study.stores.name : study.plants.name, asset.name);
        const model::ExpansionOption& option = stores ? study.stores.build_power[row] : study.plants.build[row];
        add_costs(study, option, asset.mw, asset);
        double life_years = option.lifetime_years;
        if (stores) {
            add_costs(study, study.stores.build_energy[row], asset.mwh, asset);
            if (asset.mwh > 0.0) life_years = study.stores.build_energy[row].lifetime_years;
        }
        const double amount = stores ? asset.mwh : asset.mw;
        asset.project = project_of(loaded, asset, life_years,
                                   {groups, static_cast<std::size_t>(group), amount, figures.years}, groups);
        all.push_back(std::move(asset));
    }
}
}  // namespace

double nominal(const model::Study& study, const io::FinanceTerms& terms, double real, int year) {
    return real * std::pow(1.0 + terms.common.inflation_frac, year - study.price_year);
}

std::vector<AssetFinance> assets_of(const io::LoadedStudy& loaded, const planning::FixedPlan& plan,
                                    const io::PlanFigures& figures) {
    std::vector<AssetFinance> all;
    add_assets(loaded, plan, figures, false, all);
    add_assets(loaded, plan, figures, true, all);
    return all;
}

void fit_tenors(std::vector<AssetFinance>& assets, std::vector<std::string>& notes) {
    int longest = 0;
    for (const AssetFinance& asset : assets) longest = std::max(longest, asset.project.years);
    for (AssetFinance& asset : assets) {
        int& tenor_years = asset.project.debt.tenor_years;
        if (asset.project.years == 0 || tenor_years > longest || tenor_years <= asset.project.years) continue;
        notes.push_back(fmt::format("the debt of {} of {} is repaid over its life of {} years, not over {}", asset.name,
                                    asset.year, asset.project.years, tenor_years));
        tenor_years = asset.project.years;
    }
}

void solve(AssetFinance& asset) {
    const finance::Project& project = asset.project;
    double expenses = 0.0, energy_mwh = 0.0, other = 0.0;
    for (const finance::Expense& line : project.expenses)
        for (const double cost : line.price.value) expenses += cost;
    for (const double mwh : project.energy.sold_mwh) energy_mwh += mwh;
    for (const double money : project.sales.other_revenue) other += money;
    // All money of the life, at a return beyond any, over the energy: far above the price, and below it negated.
    const double bound = 100.0 * (expenses + other + project.investment.cost * project.years) / energy_mwh;
    try {
        asset.result = finance::pro_forma_at_target(project, {-bound, bound});
    } catch (const base::InputError& error) {
        std::vector<base::InputFault> faults = error.faults;
        for (base::InputFault& fault : faults) {
            fault.file = "study.toml";
            fault.field = fmt::format("finance, for {} of {}: {}", asset.name, asset.year, fault.field);
        }
        throw base::InputError(std::move(faults));
    }
}

}  // namespace decawatt::app
