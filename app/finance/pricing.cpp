#include "app/finance/pricing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "app/finance/assets.hpp"
#include "app/finance/supply.hpp"
#include "finance/time_value.hpp"
#include "planning/investments.hpp"

namespace decawatt::app {

namespace {
using finance::Driver;
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kLowestRate = -0.9999, kHighestRate = 10.0;
constexpr int kHalvings = 200;

enum ExpenseLine : std::size_t { kFixed, kVariable, kFuel, kCarbon, kExpenseLines };  // as in finance_assets.cpp

void scale(std::vector<double>& values, double factor) {
    for (double& value : values) value *= factor;
}

finance::Row principal_of(const finance::Project& project, const finance::ProForma& financed) {
    const finance::Row& principal = financed.debt.principal;
    const auto tenor =
        static_cast<std::ptrdiff_t>(std::min(principal.size() - 1, static_cast<std::size_t>(project.debt.tenor_years)));
    return {principal.begin() + 1, principal.begin() + 1 + tenor};
}

bool refinances(const finance::Factors& factors) {
    return factors.of(Driver::capex) != 1.0 || factors.of(Driver::debt_interest) != 1.0;
}

// The debt that an asset has before it operates.
finance::ProForma financed(const AssetFinance& asset, const finance::Factors& factors) {
    finance::Factors before;
    before.of(Driver::capex) = factors.of(Driver::capex);
    before.of(Driver::debt_interest) = factors.of(Driver::debt_interest);
    return finance::rows_at(changed(asset.project, before), asset.result.metrics.price_per_mwh);
}

AssetFinance copy_without_result(const AssetFinance& asset, finance::Project project) {
    AssetFinance copy;
    copy.year = asset.year;
    copy.planned = asset.planned;
    copy.project = std::move(project);
    return copy;
}

std::vector<const AssetFinance*> pointers(const std::vector<AssetFinance>& assets) {
    std::vector<const AssetFinance*> all;
    all.reserve(assets.size());
    for (const AssetFinance& asset : assets) all.push_back(&asset);
    return all;
}
}  // namespace

finance::Project changed(const finance::Project& project, const finance::Factors& factors) {
    finance::Project other = project;
    other.investment.cost *= factors.of(Driver::capex);
    other.investment.construction_financing *= factors.of(Driver::capex);
    const double energy = factors.of(Driver::energy);
    const double lines[kExpenseLines] = {factors.of(Driver::fixed_cost), factors.of(Driver::variable_cost) * energy,
                                         factors.of(Driver::fuel) * energy, factors.of(Driver::carbon) * energy};
    for (std::size_t k = 0; k < std::min<std::size_t>(other.expenses.size(), kExpenseLines); ++k)
        scale(other.expenses[k].price.value, lines[k]);
    scale(other.energy.sold_mwh, energy);
    scale(other.sales.other_revenue, energy * factors.of(Driver::other_revenue));
    other.returns.target_frac *= factors.of(Driver::equity_return);
    other.debt.interest_frac *= factors.of(Driver::debt_interest);
    return other;
}

double usual_return(const finance::Row& flow) {
    int changes = 0;
    double before = 0.0, first = 0.0;
    for (const double cash : flow) {
        if (cash * before < 0.0) ++changes;
        if (cash != 0.0) before = cash;
        if (first == 0.0) first = cash;
    }
    if (changes != 1 || first > 0.0) return finance::internal_rates(flow).usual();
    double low = kLowestRate, high = kHighestRate;
    if (finance::net_present_value(flow, high) >= 0.0 || finance::net_present_value(flow, low) <= 0.0) return kNaN;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (finance::net_present_value(flow, middle) > 0.0 ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

SupplyPricing::SupplyPricing(const FinanceReport& report, const io::SupplyFigures& supply,
                             std::vector<const AssetFinance*> assets)
    : report_(report), assets_(std::move(assets)), parts_(parts_of(supply)) {}

double SupplyPricing::discounted(const std::vector<double>& by_year) const {
    double sum = 0.0;
    for (std::size_t y = 0; y < by_year.size(); ++y)
        sum += planning::discount_factor(report_.loaded.study, report_.figures.years[y]) * by_year[y];
    return sum;
}

SupplyPricing::Parts SupplyPricing::parts_of(const io::SupplyFigures& supply) const {
    Parts parts;
    parts.load_mwh = discounted(supply.load_mwh);
    const auto per_load = [&](const std::vector<double>& values) { return discounted(values) / parts.load_mwh; };
    const io::GroupFigures& plants = report_.figures.plants;
    for (std::size_t g = 0; g < plants.members.size(); ++g) {
        if (plants.paid_by[g] != supply.name) continue;
        const auto of_group = [&](const base::Series& series) {
            const auto values = series.of(g);
            return per_load({values.begin(), values.end()});
        };
        parts.fuel += of_group(plants.fuel_cost);
        parts.carbon += of_group(plants.carbon_cost);
        parts.credits += of_group(plants.production_credit);
        // What agreements buy is no asset of the supply: the driver of energy leaves it as it is.
        if (!is_bought(report_.loaded.study, plants.members[g].front()))
            parts.own_energy += of_group(plants.energy_mwh);
    }
    parts.annuities = per_load(supply.annuity_cost);
    parts.fixed = per_load(supply.fixed_cost);
    parts.variable = per_load(supply.variable_cost) - parts.fuel - parts.carbon + parts.credits;
    parts.purchases = per_load(supply.purchase_cost);
    parts.tariffs = per_load(supply.tariff_cost);
    parts.agreements = per_load(supply.agreement_cost);
    parts.certificates = per_load(supply.certificate_cost);
    parts.sales = per_load(supply.sale_income);
    const double bought = per_load(supply.purchase_mwh);
    parts.purchase_price = bought > 0.0 ? parts.purchases / bought : kNaN;
    return parts;
}

double SupplyPricing::cost_at(const finance::Factors& factors) const {
    std::vector<AssetFinance> priced;
    priced.reserve(assets_.size());
    for (const AssetFinance* asset : assets_) {
        AssetFinance copy = copy_without_result(*asset, changed(asset->project, factors));
        copy.planned.annuity *= factors.of(Driver::capex);
        copy.planned.fixed_cost_per_year *= factors.of(Driver::fixed_cost);
        const double price = finance::price_near(copy.project, asset->result.metrics.price_per_mwh);
        if (std::isnan(price)) return kNaN;
        copy.result = finance::rows_at(copy.project, price);
        priced.push_back(std::move(copy));
    }
    const double energy = factors.of(Driver::energy);
    double cost =
        factors.of(Driver::capex) * parts_.annuities + factors.of(Driver::fixed_cost) * parts_.fixed +
        energy * (factors.of(Driver::variable_cost) * parts_.variable + factors.of(Driver::fuel) * parts_.fuel +
                  factors.of(Driver::carbon) * parts_.carbon - parts_.credits) +
        factors.of(Driver::purchases) * parts_.purchases + factors.of(Driver::tariffs) * parts_.tariffs +
        factors.of(Driver::agreements) * parts_.agreements + factors.of(Driver::certificates) * parts_.certificates -
        factors.of(Driver::sales) * parts_.sales;
    if (energy != 1.0)  // what the own plants no longer deliver is bought
        cost += (1.0 - energy) * parts_.own_energy * factors.of(Driver::purchases) * parts_.purchase_price;
    return cost + finance_and_taxes(report_.loaded, report_.figures.years, pointers(priced)) / parts_.load_mwh;
}

RiskOutcome SupplyPricing::owners(const std::vector<finance::Project>& projects,
                                  const finance::Factors& factors) const {
    std::vector<AssetFinance> owned;
    owned.reserve(projects.size());
    for (std::size_t a = 0; a < projects.size(); ++a) {
        const AssetFinance& asset = *assets_[a];
        const finance::Row principal =
            principal_of(projects[a], refinances(factors) ? financed(asset, factors) : asset.result);
        AssetFinance copy = copy_without_result(asset, projects[a]);
        const double price_per_mwh = factors.of(Driver::price) * asset.result.metrics.price_per_mwh;
        copy.result = finance::rows_at(copy.project, price_per_mwh, &principal);
        owned.push_back(std::move(copy));
    }
    SupplyFinance together;
    add_cash(report_.loaded, pointers(owned), together);
    RiskOutcome outcome;
    outcome.equity_irr_frac = usual_return(together.equity_flow);
    outcome.least_coverage = together.least_coverage > 0.0 || together.debt > 0.0 ? together.least_coverage : kNaN;
    outcome.equity_value = finance::net_present_value(
        together.equity_flow, factors.of(Driver::equity_return) * report_.loaded.finance->common.returns.target_frac);
    return outcome;
}

RiskOutcome SupplyPricing::at(const finance::Factors& factors) const {
    std::vector<finance::Project> projects;
    for (const AssetFinance* asset : assets_) projects.push_back(changed(asset->project, factors));
    RiskOutcome outcome = owners(projects, factors);
    outcome.cost_per_mwh = cost_at(factors);
    return outcome;
}

}  // namespace decawatt::app
