#include "app/finance/terms_text.hpp"

#include <fmt/format.h>

namespace decawatt::app {

namespace {
using Terms = std::vector<std::pair<std::string, std::string>>;

const char* text(io::Augmentation augmentation) {
    constexpr const char* kTexts[] = {"none", "plan", "stated"};
    return kTexts[static_cast<std::size_t>(augmentation)];
}

std::string text(double value) {
    return fmt::format("{}", value);
}

void add_debt(const finance::Debt& debt, Terms& all) {
    const bool by_coverage = debt.rule == finance::DebtRule::coverage;
    all.insert(all.end(), {{"debt_tenor_years", fmt::format("{}", debt.tenor_years)},
                           {"debt_interest_frac", text(debt.interest_frac)},
                           {"debt_coverage_ratio", text(by_coverage ? debt.coverage_ratio : 0.0)},
                           {"debt_share_frac", text(by_coverage ? debt.limit_frac.value_or(0.0) : debt.share_frac)},
                           {"debt_fee_frac", text(debt.upfront_fee_frac)},
                           {"debt_reserve_months", text(debt.reserve_months)}});
}

void add_taxes(const io::FinanceTerms& terms, Terms& all) {
    const finance::TaxRules& national = terms.common.tax[0];
    const finance::ProductionCredit& credit = national.production_credit;
    const bool carried = national.losses == finance::LossTreatment::carried_forward;
    all.insert(all.end(), {{"national_tax_frac", text(national.rate_frac.front())},
                           {"local_tax_frac", text(terms.common.tax[1].rate_frac.front())},
                           {"tax_losses", carried ? "carried_forward" : "used_at_once"},
                           {"depreciation", finance::text(terms.depreciation)},
                           {"bonus_depreciation_frac", text(national.bonus_frac)},
                           {"investment_credit_frac", text(national.investment_credit.frac.front())},
                           {"investment_credit_reduces_basis",
                            national.investment_credit.frac_reduces_basis.front() ? "true" : "false"},
                           {"production_credit_per_mwh", text(credit.per_mwh.value.front())},
                           {"production_credit_years", fmt::format("{}", credit.years)},
                           {"production_credit_escalation_frac", text(credit.per_mwh.escalation_frac)},
                           {"production_credit_rounding_per_mwh", text(credit.rounding_per_mwh)}});
}

void add_asset(const io::AssetTerms& asset, Terms& all) {
    const auto add = [&](const char* column, std::string value) {
        all.emplace_back(fmt::format("finance_terms.{}.{}", asset.asset, column), std::move(value));
    };
    if (asset.depreciation) add("depreciation", finance::text(*asset.depreciation));
    if (asset.investment_credit_frac) add("investment_credit_frac", text(*asset.investment_credit_frac));
    if (asset.production_credit_per_mwh) add("production_credit_per_mwh", text(*asset.production_credit_per_mwh));
    if (asset.revenue_per_mwh) add("revenue_per_mwh", text(*asset.revenue_per_mwh));
}
}  // namespace

Terms terms_as_text(const io::FinanceTerms& terms) {
    const finance::Project& common = terms.common;
    Terms all = {{"sizing", terms.sizing == io::SizingBasis::after_tax ? "after_tax" : "pre_tax"},
                 {"target_return_frac", text(common.returns.target_frac)},
                 {"inflation_frac", text(common.inflation_frac)},
                 {"price_escalation_frac", text(common.sales.price_per_mwh.escalation_frac)},
                 {"revenue_per_mwh", text(terms.revenue_per_mwh)},
                 {"construction_years", fmt::format("{}", terms.construction_years)},
                 {"construction_interest_frac", text(terms.construction_interest_frac)},
                 {"property_tax_frac", text(common.property.tax_frac)},
                 {"insurance_frac", text(common.property.insurance_frac)},
                 {"augmentation", text(terms.augmentation)},
                 {"augmentation_frac_per_year", text(terms.augmentation_frac_per_year)},
                 {"augmentation_cost_frac", text(terms.augmentation_cost_frac)}};
    add_debt(common.debt, all);
    add_taxes(terms, all);
    for (const io::AssetTerms& asset : terms.assets) add_asset(asset, all);
    return all;
}

}  // namespace decawatt::app
