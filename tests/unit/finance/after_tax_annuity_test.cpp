// The after-tax annuity against the pro forma.
#include "finance/after_tax_annuity.hpp"

#include <doctest/doctest.h>

#include "base/capital_recovery.hpp"
#include "base/error.hpp"
#include "finance/pro_forma.hpp"
#include "finance/time_value.hpp"

using namespace decawatt::finance;
using doctest::Approx;

TEST_CASE("an asset that earns the after-tax annuity earns exactly its target return") {
    for (const double tax_frac : {0.0, 0.21, 0.264})
        for (const double credit_frac : {0.0, 0.3})
            for (const double production_credit : {0.0, 27.5}) {
                AnnuityTerms terms{0.08, 25, tax_frac, credit_frac, {0.2, 0.32, 0.192, 0.1152, 0.1152, 0.0576}};
                Project project;
                project.years = terms.life_years;
                project.energy.sold_mwh = {100.0};
                project.investment.cost = 40'000.0;
                project.depreciation.share_frac[0] = 1.0;
                TaxRules& tax = project.tax[0];
                tax.rate_frac = {tax_frac};
                tax.credit_qualifies[0] = true;
                tax.investment_credit.frac = {credit_frac};
                tax.investment_credit.frac_reduces_basis = {true, true};
                tax.production_credit = {{{production_credit}}, 10, 0.0};
                project.returns.target_frac = terms.return_frac;
                const double solved = pro_forma_at_target(project, {-1000.0, 1000.0}).metrics.price_per_mwh;
                const double price = after_tax_annuity_factor(terms) * project.investment.cost / 100.0 -
                                     levelised_credit(production_credit, 10, terms);
                CHECK(price == Approx(solved).epsilon(1e-9));
                project.sales.price_per_mwh.value = {price};
                CHECK(pro_forma(project).metrics.irr.usual() == Approx(terms.return_frac).epsilon(1e-9));
            }
}

TEST_CASE("without tax and credits the after-tax annuity is the annuity") {
    CHECK(after_tax_annuity_factor({0.05, 20}) == Approx(decawatt::base::capital_recovery_factor(0.05, 20)));
    CHECK(levelised_credit(10.0, 20, {0.05, 20}) == Approx(10.0));
    CHECK(levelised_credit(10.0, 0, {0.05, 20}) == 0.0);
    CHECK_THROWS_AS(after_tax_annuity_factor({0.05, 20, 1.0}), decawatt::base::InputError);
}
