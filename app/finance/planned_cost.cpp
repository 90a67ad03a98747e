#include "app/finance/planned_cost.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/readable.hpp"

namespace decawatt::app {

namespace {
using base::readable;
constexpr double kPercent = 100.0, kSameTerm = 1e-9, kSameCost = 1e-6;

bool alive(const AssetFinance& asset, int year) {
    return asset.year <= year && year < asset.year + asset.life_years;
}

// The part of an asset in an annual cost of its group.
double part_of(const AssetFinance& asset, const std::vector<const AssetFinance*>& group, const base::Series& costs,
               std::size_t column, const std::vector<int>& years, double PlannedCosts::*cost) {
    const int year = std::max(asset.year, years.front());
    if (costs.entities() == 0 || year > years.back() || !alive(asset, year)) return 0.0;
    double weights = 0.0, amounts = 0.0;
    const auto amount = [](const AssetFinance& one) { return one.mw + one.mwh; };
    for (const AssetFinance* other : group)
        if (alive(*other, year)) {
            weights += other->planned.*cost;
            amounts += amount(*other);
        }
    const double share = weights > 0.0 ? asset.planned.*cost / weights : amount(asset) / amounts;
    return share * costs(static_cast<std::size_t>(year - years.front()), column);
}

double credit_per_mwh(const io::GroupFigures& groups, std::size_t column) {
    double credit = 0.0, energy_mwh = 0.0;
    for (std::size_t y = 0; y < groups.energy_mwh.times(); ++y) {
        credit += groups.production_credit(y, column);
        energy_mwh += groups.energy_mwh(y, column);
    }
    return energy_mwh > 0.0 ? credit / energy_mwh : 0.0;
}

std::vector<const AssetFinance*> same_group(const io::GroupFigures& groups, const AssetFinance& asset,
                                            const std::vector<AssetFinance>& assets) {
    std::vector<const AssetFinance*> same;
    for (const AssetFinance& other : assets)
        if (other.is_store == asset.is_store && groups.group_of(other.name) == groups.group_of(asset.name))
            same.push_back(&other);
    return same;
}

std::string basis_text(const std::optional<model::AfterTaxSizing>& basis) {
    if (!basis) return "before tax";
    return fmt::format("after tax, at {} % a year nominal, an inflation of {} % and a tax of {} %",
                       readable(kPercent * basis->return_frac), readable(kPercent * basis->inflation_frac),
                       readable(kPercent * basis->tax_frac));
}

bool same_basis(const std::optional<model::AfterTaxSizing>& a, const std::optional<model::AfterTaxSizing>& b) {
    if (!a || !b) return a.has_value() == b.has_value();
    return std::abs(a->return_frac - b->return_frac) < kSameTerm && std::abs(a->tax_frac - b->tax_frac) < kSameTerm &&
           std::abs(a->inflation_frac - b->inflation_frac) < kSameTerm;
}

std::vector<std::string> notes_on_augmentation(const io::FinanceTerms& terms, const io::PlanFigures& figures,
                                               const std::vector<AssetFinance>& assets) {
    std::vector<std::string> notes;
    const bool has_stores = std::ranges::any_of(assets, &AssetFinance::is_store);
    if (terms.augmentation == io::Augmentation::plan && has_stores && figures.stores.augmentation_mwh.empty())
        notes.emplace_back(
            "finance.augmentation = \"plan\" adds no cost: no store of the plan ages; state a chemistry in stores.csv, "
            "or "
            "finance.augmentation = \"stated\"");
    if (terms.augmentation == io::Augmentation::stated && terms.augmentation_frac_per_year == 0.0)
        notes.emplace_back("finance.augmentation = \"stated\" adds no cost: finance.augmentation_frac_per_year is 0");
    if (terms.augmentation != io::Augmentation::stated && terms.augmentation_frac_per_year > 0.0)
        notes.emplace_back("finance.augmentation_frac_per_year has no effect: finance.augmentation is not \"stated\"");
    return notes;
}
}  // namespace

void count_as_planned(const io::PlanFigures& figures, std::vector<AssetFinance>& assets) {
    std::vector<PlannedCosts> planned;
    for (const AssetFinance& asset : assets) {
        const io::GroupFigures& groups = asset.is_store ? figures.stores : figures.plants;
        const auto column = static_cast<std::size_t>(groups.group_of(asset.name));
        const std::vector<const AssetFinance*> group = same_group(groups, asset, assets);
        const auto part = [&](const base::Series& costs, double PlannedCosts::*cost) {
            return part_of(asset, group, costs, column, figures.years, cost);
        };
        planned.push_back({.annuity = part(groups.annuity_cost, &PlannedCosts::annuity),
                           .fixed_cost_per_year = part(groups.fixed_cost, &PlannedCosts::fixed_cost_per_year),
                           .credit_per_mwh = credit_per_mwh(groups, column)});
    }
    for (std::size_t a = 0; a < assets.size(); ++a) assets[a].planned = planned[a];
}

std::vector<std::string> notes_on_terms(const io::LoadedStudy& loaded, const io::PlanFigures& figures,
                                        const std::vector<AssetFinance>& assets) {
    std::vector<std::string> notes = notes_on_augmentation(*loaded.finance, figures, assets);
    const std::optional<model::AfterTaxSizing>& here = loaded.study.planning.after_tax;
    if (!same_basis(figures.after_tax, here))
        notes.push_back(fmt::format(
            "annuities of the plan are {}; this study sizes {}: what the plan counts (annuities, fixed costs, "
            "credits) is that of its file",
            basis_text(figures.after_tax), basis_text(here)));
    return notes;
}

void note_other_costs(const std::vector<SupplyFinance>& supplies, std::vector<std::string>& notes) {
    for (const SupplyFinance& supply : supplies) {
        const double here = supply.waterfall.plan_cost, stated = supply.stated_cost_per_mwh;
        if (std::abs(here - stated) > kSameCost * std::max(1.0, std::abs(stated)))
            notes.push_back(fmt::format(
                "{}: the plan's cost of supply is {} per MWh at the discount rate of this study, and {} in its file",
                supply.name, readable(here, 2), readable(stated, 2)));
    }
}

}  // namespace decawatt::app
