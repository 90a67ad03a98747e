// The after-tax annuity against the pro forma.
#include "finance/after_tax_annuity.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/capital_recovery.hpp"
#include "base/error.hpp"
#include "finance/pro_forma.hpp"
#include "finance/time_value.hpp"

using namespace decawatt::finance;
using decawatt::base::capital_recovery_factor;
using doctest::Approx;

namespace {
constexpr double kCost = 40'000.0, kEnergyMwh = 100.0, kOperating = 7.0;  // operating cost per MWh, money of year 0

struct Case {
    AnnuityTerms terms;
    DepreciationClass schedule = DepreciationClass::macrs_5;
    double bonus_frac = 0.0, local_tax_frac = 0.0, national_tax_frac = 0.0;
    LevelisedCredit credit = {};
};

// The annuity's terms follow from those of the project.
Case complete(Case c) {
    const std::vector<double> schedule = depreciation_schedule(c.schedule, c.terms.life_years);
    c.terms.depreciation_frac.assign(schedule.begin() + 1, schedule.end());
    for (double& share : c.terms.depreciation_frac) share *= 1.0 - c.bonus_frac;
    c.terms.depreciation_frac.front() += c.bonus_frac;
    c.terms.tax_frac = c.local_tax_frac + (1.0 - c.local_tax_frac) * c.national_tax_frac;
    return c;
}

// A project whose price grows with inflation.
Project project_of(const Case& c) {
    const AnnuityTerms& terms = c.terms;
    Project project;
    project.years = terms.life_years;
    project.inflation_frac = terms.inflation_frac;
    project.energy.sold_mwh = {kEnergyMwh};
    project.sales.price_per_mwh.escalation_frac = terms.inflation_frac;
    project.expenses = {
        {"operation", ExpenseKind::operation, {{kOperating * (1.0 + terms.inflation_frac)}}, {kEnergyMwh}}};
    project.investment.cost = kCost;
    project.investment.construction_financing = kCost * terms.construction_financing_frac;
    project.investment.spending_frac.assign(static_cast<std::size_t>(terms.construction_years),
                                            1.0 / terms.construction_years);
    project.property = {.tax_frac = terms.property_tax_frac, .insurance_frac = terms.insurance_frac};
    project.depreciation.share_frac[static_cast<std::size_t>(c.schedule)] = 1.0;
    project.tax[0].rate_frac = {c.national_tax_frac};
    project.tax[1].rate_frac = {c.local_tax_frac};
    for (TaxRules& tax : project.tax) {
        tax.bonus_frac = c.bonus_frac;
        tax.bonus_applies.fill(true);
        tax.credit_qualifies.fill(true);
    }
    const bool reduces = terms.basis_reduction_frac > 0.0;
    project.tax[0].investment_credit.frac = {terms.investment_credit_frac};
    project.tax[0].investment_credit.frac_reduces_basis = {reduces, reduces};
    project.tax[0].production_credit = {
        {{c.credit.per_mwh * (1.0 + terms.inflation_frac)}, c.credit.escalation_frac}, c.credit.years, 0.0};
    project.returns.target_frac = terms.return_frac;
    return project;
}

// In money of year 0.
double price_of(const Case& c) {
    return after_tax_annuity_factor(c.terms) * kCost / kEnergyMwh - levelised_credit(c.credit, c.terms) + kOperating;
}

void check_target(const Case& stated) {
    const Case c = complete(stated);
    Project project = project_of(c);
    const double price = price_of(c) * (1.0 + c.terms.inflation_frac);
    // The bisection ends at neighbouring numbers; a price off by 1e-9 of itself moves the return by about as much.
    CHECK(pro_forma_at_target(project, {-1000.0, 1000.0}).metrics.price_per_mwh == Approx(price).epsilon(1e-11));
    project.sales.price_per_mwh.value = {price};
    CHECK(pro_forma(project).metrics.irr.usual() == Approx(c.terms.return_frac).epsilon(1e-9));
}
}  // namespace

TEST_CASE("an asset that earns the after-tax annuity earns exactly its target return") {
    for (const double inflation : {0.0, 0.025})
        for (const DepreciationClass schedule : {DepreciationClass::macrs_5, DepreciationClass::straight_line_20})
            for (const double bonus : {0.0, 0.4})
                for (const double investment_credit : {0.0, 0.3})
                    for (const LevelisedCredit& credit :
                         {LevelisedCredit{}, LevelisedCredit{27.5, 10, inflation}, LevelisedCredit{27.5, 10, 0.0},
                          LevelisedCredit{20.0, 40, 0.01}}) {
                        CAPTURE(inflation);
                        CAPTURE(text(schedule));
                        CAPTURE(bonus);
                        CAPTURE(investment_credit);
                        CAPTURE(credit.years);
                        check_target({{.return_frac = 0.08,
                                       .life_years = 25,
                                       .investment_credit_frac = investment_credit,
                                       .inflation_frac = inflation},
                                      schedule,
                                      bonus,
                                      0.07,
                                      0.21,
                                      credit});
                    }
}

TEST_CASE("construction, property tax and insurance are in the annuity, and a life shorter than the schedule") {
    const AnnuityTerms all{.return_frac = 0.09,
                           .life_years = 12,
                           .investment_credit_frac = 0.3,
                           .basis_reduction_frac = 0.0,
                           .inflation_frac = 0.02,
                           .construction_financing_frac = 0.05,
                           .construction_years = 3,
                           .property_tax_frac = 0.01,
                           .insurance_frac = 0.004};
    check_target({all, DepreciationClass::straight_line_20, 0.2, 0.05, 0.21, {27.5, 10, 0.02}});
    for (const double national : {0.0, 0.264}) check_target({all, DepreciationClass::macrs_5, 0.0, 0.0, national});
}

TEST_CASE("the formulas of the textbook are special cases") {
    // Credit at year 0 would be 1 - itc; here it comes a year later, as in the cash flow.
    const AnnuityTerms level{0.07, 20, 0.26, 0.3, {0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576}};
    double depreciated = 0.0;
    for (std::size_t t = 0; t < 6; ++t)
        depreciated += level.depreciation_frac[t] / std::pow(1.07, static_cast<double>(t) + 1.0);
    CHECK(after_tax_annuity_factor(level) ==
          Approx(capital_recovery_factor(0.07, 20) * (1.0 - 0.3 / 1.07 - 0.26 * 0.85 * depreciated) / 0.74)
              .epsilon(1e-14));
    // Indexed with inflation, a credit of ten years is worth CRF(r,n) / CRF(r,10) of itself, at the real rate.
    AnnuityTerms indexed = level;
    indexed.inflation_frac = 0.025;
    const double real = real_rate(0.07, 0.025);
    CHECK(levelised_credit({27.5, 10, 0.025}, indexed) ==
          Approx(27.5 * capital_recovery_factor(real, 20) / capital_recovery_factor(real, 10) / 0.74).epsilon(1e-14));
}

TEST_CASE("without tax and credits the after-tax annuity is the annuity") {
    CHECK(after_tax_annuity_factor({0.05, 20}) == Approx(capital_recovery_factor(0.05, 20)));
    CHECK(after_tax_annuity_factor({.return_frac = 0.071, .life_years = 20, .inflation_frac = 0.02}) ==
          Approx(capital_recovery_factor(0.05, 20)));
    CHECK(levelised_credit({10.0, 20}, {0.05, 20}) == Approx(10.0));
    CHECK(levelised_credit({10.0, 0}, {0.05, 20}) == 0.0);
    CHECK_THROWS_AS(after_tax_annuity_factor({0.05, 20, 1.0}), decawatt::base::InputError);
}
