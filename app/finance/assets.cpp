#include "app/finance/assets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "app/finance/planned_cost.hpp"
#include "base/error.hpp"
#include "finance/time_value.hpp"
#include "planning/investments.hpp"
#include "planning/results/supply.hpp"

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

io::AppliedTerms terms_of(const io::LoadedStudy& loaded, const AssetFinance& asset) {
    const model::Study& study = loaded.study;
    return asset.is_store ? io::terms_of_store(*loaded.finance, study, row_of(study.stores.name, asset.name))
                          : io::terms_of_plant(*loaded.finance, study, row_of(study.plants.name, asset.name));
}

void apply_terms(const io::FinanceTerms& terms, const io::AppliedTerms& own, double inflation,
                 finance::Project& project) {
    project.depreciation.share_frac[static_cast<std::size_t>(own.depreciation)] = 1.0;
    finance::TaxRules& tax = project.tax[kNational];
    tax.investment_credit.frac = {own.investment_credit_frac};
    tax.production_credit.per_mwh.value = {own.production_credit_per_mwh * inflation};
    const auto construction = static_cast<std::size_t>(terms.construction_years);
    project.investment.spending_frac.assign(construction, 1.0 / terms.construction_years);
    project.investment.construction_financing = finance::construction_cost(
        {{1.0, kMonthsPerYear * terms.construction_years, terms.construction_interest_frac, 0.0}},
        project.investment.cost);
}

// Augmentation of a store by year of its life; none where nothing is added.
std::optional<finance::Expense> augmentation_of(const io::LoadedStudy& loaded, const AssetFinance& asset,
                                                const Share& share, const io::GroupFigures& groups, int years) {
    const io::FinanceTerms& terms = *loaded.finance;
    const bool by_plan = terms.augmentation == io::Augmentation::plan;
    if (!asset.is_store || terms.augmentation == io::Augmentation::none || (by_plan && groups.augmentation_mwh.empty()))
        return std::nullopt;
    const model::Stores& stores = loaded.study.stores;
    const double cost_per_mwh =
        terms.augmentation_cost_frac * stores.build_energy[row_of(stores.name, asset.name)].capex;
    finance::Expense line{kAugmentation, finance::ExpenseKind::operation};
    line.price.value.clear();
    for (int t = 1; t <= years; ++t) {
        const int year = asset.year + t - 1;
        const double stated_mwh = t > 1 ? terms.augmentation_frac_per_year * asset.mwh : 0.0;
        const double added_mwh = by_plan ? share.in(groups.augmentation_mwh, year) : stated_mwh;
        line.price.value.push_back(nominal(loaded.study, terms, cost_per_mwh * added_mwh, year));
    }
    return line;
}

// Money is nominal; year 0 is the end of the year before the asset's first.
finance::Project project_of(const io::LoadedStudy& loaded, const AssetFinance& asset, const Share& share,
                            const io::GroupFigures& groups) {
    const model::Study& study = loaded.study;
    const io::FinanceTerms& terms = *loaded.finance;
    finance::Project project = terms.common;
    project.years = asset.life_years;
    project.capacity_mw = asset.mw;
    project.investment.cost = nominal(study, terms, asset.capex, asset.year - 1);
    const io::AppliedTerms own = terms_of(loaded, asset);
    const double revenue_per_mwh = own.revenue_per_mwh + asset.stated_credit_per_mwh;
    finance::Row energy_mwh, other;
    std::vector<finance::Expense> lines = {{kFixed, finance::ExpenseKind::operation},
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
        const double credited = share.in(groups.production_credit, year);  // deducted in the variable cost
        lines[1].price.value.push_back(money(share.in(groups.variable_cost, year) + credited));
        lines[2].price.value.push_back(money(share.in(groups.fuel_cost, year)));
        lines[3].price.value.push_back(money(share.in(groups.carbon_cost, year)));
    }
    if (auto line = augmentation_of(loaded, asset, share, groups, project.years)) lines.push_back(std::move(*line));
    if (std::ranges::all_of(energy_mwh, [](double mwh) { return mwh <= 0.0; })) return {};
    project.energy.sold_mwh = std::move(energy_mwh);
    project.sales.other_revenue = std::move(other);
    project.expenses = std::move(lines);
    apply_terms(terms, own, nominal(study, terms, 1.0, asset.year), project);
    return project;
}

void add_costs(const model::Study& study, const model::ExpansionOption& option, double amount, AssetFinance& asset) {
    asset.capex += amount * option.capex;
    asset.planned.annuity += amount * planning::annuity_per_unit_year(study, option);
    asset.fixed_cost_per_year += amount * option.fixed_cost_per_year;
    asset.planned.fixed_cost_per_year = asset.fixed_cost_per_year;
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
        const std::size_t row = row_of(stores ? study.stores.name : study.plants.name, asset.name);
        const planning::Payer payer =
            stores ? planning::payer_of(study, study.stores.contract[row], study.stores.behind[row])
                   : planning::payer_of(study, study.plants.contract[row], study.plants.behind[row]);
        asset.paid_by = planning::payer_name(study, payer);
        asset.paid_by_contract = payer.contract != base::none<model::ContractIndex>;
        const model::ExpansionOption& option = stores ? study.stores.build_power[row] : study.plants.build[row];
        add_costs(study, option, asset.mw, asset);
        double life_years = option.lifetime_years;
        if (!stores) {
            const std::vector<double>& stated = study.plants.production_credit_per_mwh;
            asset.stated_credit_per_mwh = stated.empty() ? 0.0 : stated[row];
        }
        if (stores) {
            add_costs(study, study.stores.build_energy[row], asset.mwh, asset);
            if (asset.mwh > 0.0) life_years = study.stores.build_energy[row].lifetime_years;
        }
        asset.life_years = std::max(1, static_cast<int>(std::lround(life_years)));
        const double amount = stores ? asset.mwh : asset.mw;
        asset.project =
            project_of(loaded, asset, {groups, static_cast<std::size_t>(group), amount, figures.years}, groups);
        all.push_back(std::move(asset));
    }
}
}  // namespace

double nominal(const model::Study& study, const io::FinanceTerms& terms, double real, int year) {
    return real * std::pow(1.0 + terms.common.inflation_frac, year - study.price_year);
}

bool is_bought(const model::Study& study, const std::string& plant) {
    return std::ranges::any_of(study.agreements, [&](const model::Agreement& agreement) {
        return study.plants.name[base::at(agreement.plant)] == plant;
    });
}

std::vector<AssetFinance> assets_of(const io::LoadedStudy& loaded, const planning::FixedPlan& plan,
                                    const io::PlanFigures& figures) {
    std::vector<AssetFinance> all;
    add_assets(loaded, plan, figures, false, all);
    add_assets(loaded, plan, figures, true, all);
    count_as_planned(figures, all);
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
