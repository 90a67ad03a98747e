#include "io/study/read_finance.hpp"

#include <algorithm>

#include "io/study/read_finance_risks.hpp"

namespace decawatt::io {

namespace {
constexpr const char* kSection = "finance";
constexpr auto kNational = static_cast<std::size_t>(finance::Government::national);
constexpr auto kLocal = static_cast<std::size_t>(finance::Government::local);

void read_debt(const Settings& settings, finance::Debt& debt) {
    const auto number = [&](const char* key) { return settings.number(kSection, key); };
    debt.tenor_years = settings.integer(kSection, "debt_tenor_years");
    debt.interest_frac = number("debt_interest_frac");
    debt.share_frac = number("debt_share_frac");
    debt.upfront_fee_frac = number("debt_fee_frac");
    debt.reserve_months = number("debt_reserve_months");
    const double ratio = number("debt_coverage_ratio");
    if (ratio == 0.0) return;
    if (ratio < 1.0) settings.fault(kSection, "debt_coverage_ratio");
    debt.rule = finance::DebtRule::coverage;
    debt.coverage_ratio = ratio;
    if (debt.share_frac > 0.0) debt.limit_frac = debt.share_frac;
}

void read_tax(const Settings& settings, finance::Project& project) {
    const auto number = [&](const char* key) { return settings.number(kSection, key); };
    const auto losses = static_cast<finance::LossTreatment>(settings.choice(kSection, "tax_losses"));
    for (finance::TaxRules& rules : project.tax) {
        rules.losses = losses;
        rules.bonus_frac = number("bonus_depreciation_frac");
        rules.bonus_applies.fill(true);
        rules.credit_qualifies.fill(true);
    }
    project.tax[kNational].rate_frac = {number("national_tax_frac")};
    project.tax[kLocal].rate_frac = {number("local_tax_frac")};
    finance::InvestmentCredit& investment = project.tax[kNational].investment_credit;
    investment.frac = {number("investment_credit_frac")};
    const bool reduces = settings.boolean(kSection, "investment_credit_reduces_basis");
    investment.frac_reduces_basis = {reduces, reduces};
    project.tax[kNational].production_credit = {
        {{number("production_credit_per_mwh")}, number("production_credit_escalation_frac")},
        settings.integer(kSection, "production_credit_years"),
        number("production_credit_rounding_per_mwh")};
}

bool may_be_built(const model::Study& study, const std::string& name) {
    for (std::size_t p = 0; p < study.plants.name.size(); ++p)
        if (study.plants.name[p] == name)
            return study.plants.build[p].possible() &&
                   model::agreement_of(study, static_cast<model::PlantIndex>(p)) == nullptr;
    for (std::size_t s = 0; s < study.stores.name.size(); ++s)
        if (study.stores.name[s] == name &&
            (study.stores.build_power[s].possible() || study.stores.build_energy[s].possible()))
            return true;
    return false;
}

std::vector<AssetTerms> read_assets(const Reading& reading, const model::Study& study) {
    std::vector<AssetTerms> all;
    for (const Row& row : reading.rows("finance_terms")) {
        AssetTerms terms;
        terms.asset = row.raw("asset");
        if (!may_be_built(study, terms.asset))
            row.fault("asset", "a plant of plants.csv or a store of stores.csv with a build limit");
        if (std::ranges::find(study.plants.name, terms.asset) != study.plants.name.end() &&
            std::ranges::find(study.stores.name, terms.asset) != study.stores.name.end())
            row.fault("asset", "a name that plants.csv and stores.csv do not share");
        if (!row.empty("depreciation"))
            terms.depreciation = row.choice_or("depreciation", finance::DepreciationClass::straight_line_20);
        terms.investment_credit_frac = row.stated_number("investment_credit_frac");
        terms.production_credit_per_mwh = row.stated_number("production_credit_per_mwh");
        terms.revenue_per_mwh = row.stated_number("revenue_per_mwh");
        all.push_back(std::move(terms));
    }
    return all;
}
}  // namespace

std::optional<FinanceTerms> read_finance(const Reading& reading, const model::Study& study) {
    FinanceTerms terms;
    terms.assets = read_assets(reading, study);
    const Settings settings(reading.raw, reading.faults, reading.requested);
    const bool is_stated = reading.raw.settings[kSection].is_table();
    if (!is_stated && !terms.assets.empty())
        reading.fault("finance_terms", "rows", "rows without terms for all", "a section [finance] in study.toml");
    if (const std::vector<RiskTerms> risks = risks_in(reading); !is_stated && !risks.empty())
        reading.fault("finance_risks", "rows", "rows without terms of finance", "a section [finance] in study.toml");
    const auto number = [&](const char* key) { return settings.number(kSection, key); };
    finance::Project& common = terms.common;
    common.inflation_frac = number("inflation_frac");
    common.returns.real_discount_frac = study.discount_rate;
    common.returns.target_frac = number("target_return_frac");
    common.sales.price_per_mwh.escalation_frac = number("price_escalation_frac");
    common.property.tax_frac = number("property_tax_frac");
    common.property.insurance_frac = number("insurance_frac");
    terms.revenue_per_mwh = number("revenue_per_mwh");
    terms.sizing = static_cast<SizingBasis>(settings.choice(kSection, "sizing"));
    terms.construction_years = settings.integer(kSection, "construction_years");
    terms.construction_interest_frac = number("construction_interest_frac");
    terms.depreciation = static_cast<finance::DepreciationClass>(settings.choice(kSection, "depreciation"));
    terms.augmentation = static_cast<Augmentation>(settings.choice(kSection, "augmentation"));
    terms.augmentation_frac_per_year = number("augmentation_frac_per_year");
    terms.augmentation_cost_frac = number("augmentation_cost_frac");
    read_debt(settings, common.debt);
    read_tax(settings, common);
    if (!is_stated) return std::nullopt;
    return terms;
}

}  // namespace decawatt::io
