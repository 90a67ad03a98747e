#include "io/study/finance_plausibility.hpp"

#include <string>

#include "model/plausibility_check.hpp"

namespace decawatt::io {

namespace {
using model::UsualRange;

constexpr auto kNational = static_cast<std::size_t>(finance::Government::national);
constexpr UsualRange kUsualInflation = {
    -0.02, 0.75, "consumer prices since 2000, Japan -1.4 % (2009) to Turkey 72 % (2022), World Bank FP.CPI.TOTL.ZG"};
constexpr UsualRange kUsualReturn = {0.0, 0.3, "returns of equity of power projects, 5 to 20 %, widened (assumption)"};
constexpr UsualRange kUsualInterest = {0.0, 0.25, "interest of project debt, 2 to 15 %, widened (assumption)"};
constexpr UsualRange kUsualInvestmentCredit = {
    0.0, 0.7, "US investment credit: 30 %, with all additions at most 70 %, 26 U.S.C. 48E and 48(e)"};
constexpr UsualRange kUsualYearlyCost = {0.0, 0.05, "property tax and insurance 0 to 3 % of the cost (assumption)"};

void check_credits(model::PlausibilityCheck& check, const std::string& table, const std::string& row,
                   double investment_frac, double production_per_mwh, double revenue_per_mwh) {
    check.expect({table, row, "investment_credit_frac"}, investment_frac, kUsualInvestmentCredit, "of the cost",
                 "a fraction: 0.3 for 30 %");
    check.expect_money({table, row, "production_credit_per_mwh"}, production_per_mwh,
                       model::kUsualProductionCreditUsdPerMwh, "/MWh", "per MWh, not per kWh");
    check.expect_money({table, row, "revenue_per_mwh"}, revenue_per_mwh, model::kUsualProductionCreditUsdPerMwh, "/MWh",
                       "per MWh, not per kWh");
}

void check_common(model::PlausibilityCheck& check, const FinanceTerms& terms) {
    const finance::Project& common = terms.common;
    const char* rate = "a fraction: 0.025 for 2.5 %";
    check.expect({"finance", "", "target_return_frac"}, common.returns.target_frac, kUsualReturn, "a year", rate);
    check.expect({"finance", "", "inflation_frac"}, common.inflation_frac, kUsualInflation, "a year", rate);
    check.expect({"finance", "", "property_tax_frac"}, common.property.tax_frac, kUsualYearlyCost, "a year", rate);
    check.expect({"finance", "", "insurance_frac"}, common.property.insurance_frac, kUsualYearlyCost, "a year", rate);
    if (terms.construction_years > 1 || terms.construction_interest_frac != 0.0)
        check.expect({"finance", "", "construction_interest_frac"}, terms.construction_interest_frac, kUsualInterest,
                     "a year", rate);
    if (common.debt.tenor_years > 0)
        check.expect({"finance", "", "debt_interest_frac"}, common.debt.interest_frac, kUsualInterest, "a year", rate);
    const finance::TaxRules& national = common.tax[kNational];
    check_credits(check, "finance", "", national.investment_credit.frac.front(),
                  national.production_credit.per_mwh.value.front(), terms.revenue_per_mwh);
}

// With annuities below zero, cost falls with what is built, and a plan builds up to the limit.
void check_annuities(model::PlausibilityCheck& check) {
    const model::Study& study = check.study();
    std::string names;
    const auto judge = [&](const std::string& name, const model::ExpansionOption& build) {
        if (build.possible() && build.annuity_factor <= 0.0) names += (names.empty() ? "" : ", ") + name;
    };
    for (std::size_t p = 0; p < study.plants.name.size(); ++p) judge(study.plants.name[p], study.plants.build[p]);
    for (std::size_t s = 0; s < study.stores.name.size(); ++s) {
        judge(study.stores.name[s], study.stores.build_power[s]);
        judge(study.stores.name[s] + " (energy)", study.stores.build_energy[s]);
    }
    if (!names.empty())
        check.warn({"finance", "", "sizing"}, "annuities after tax at or below 0: " + names,
                   "above 0: credits and depreciation are worth less than the cost", "assumption");
}
}  // namespace

std::vector<model::PlausibilityWarning> finance_warnings(const FinanceTerms& terms, const model::Study& study) {
    model::PlausibilityCheck check(study);
    check_common(check, terms);
    for (const AssetTerms& asset : terms.assets)
        check_credits(check, "finance_terms", asset.asset, asset.investment_credit_frac.value_or(0.0),
                      asset.production_credit_per_mwh.value_or(0.0), asset.revenue_per_mwh.value_or(0.0));
    check_annuities(check);
    return check.take();
}

}  // namespace decawatt::io
