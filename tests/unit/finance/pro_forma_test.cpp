// Pro formas by hand arithmetic.
#include "finance/pro_forma.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "base/capital_recovery.hpp"
#include "base/error.hpp"
#include "finance/returns.hpp"
#include "finance/time_value.hpp"

using namespace decawatt::finance;
using decawatt::base::InputError;
using doctest::Approx;

namespace {
constexpr auto kNational = static_cast<std::size_t>(Government::national);
constexpr auto kLocal = static_cast<std::size_t>(Government::local);

// 1000 of money, 10 MWh a year for three years at 50 per MWh.
Project plain(int years = 3) {
    Project project;
    project.years = years;
    project.capacity_mw = 1.0;
    project.energy.sold_mwh = {10.0};
    project.sales.price_per_mwh = {{50.0}};
    project.investment.cost = 1000.0;
    return project;
}

double sum(const Row& row) {
    return std::accumulate(row.begin(), row.end(), 0.0);
}

std::string faults_of(const Project& project) {
    try {
        pro_forma(project);
    } catch (const InputError& error) {
        return error.what();
    }
    return {};
}
}  // namespace

TEST_CASE("without debt, tax and expenses the owner's flow is cost and revenue") {
    const ProForma result = pro_forma(plain());
    CHECK(result.flow.equity_after_tax == Row{-1000.0, 500.0, 500.0, 500.0});
    CHECK(result.metrics.npv == 500.0);  // at a rate of 0
    CHECK(result.metrics.payback_years == 2.0);
    CHECK(result.metrics.equity_multiple == 1.5);
    CHECK(result.metrics.lcoe_nominal_per_mwh == Approx(1000.0 / 30.0));
    CHECK(result.metrics.lppa_nominal_per_mwh == Approx(50.0));
    CHECK(decawatt::base::capital_recovery_factor(result.metrics.irr.usual(), 3) == Approx(0.5).epsilon(1e-12));
    CHECK(result.metrics.project_irr_frac == result.metrics.irr.usual());
    CHECK(result.metrics.wacc_frac == result.metrics.irr.usual());
    CHECK(result.metrics.least_coverage == 0.0);  // without debt there is no ratio
    CHECK(result.metrics.mean_coverage == 0.0);
}

TEST_CASE("debt by share is repaid to zero, in level payments and in level principal") {
    Project project = plain();
    project.debt = {.share_frac = 0.6, .tenor_years = 3, .interest_frac = 0.1};
    ProForma result = pro_forma(project);
    CHECK(result.totals.debt == Approx(600.0));
    for (std::size_t t = 1; t <= 3; ++t)
        CHECK(result.debt.service[t] == Approx(600.0 * decawatt::base::capital_recovery_factor(0.1, 3)));
    CHECK(result.debt.balance[3] == Approx(0.0).scale(600.0).epsilon(1e-14));
    CHECK(result.metrics.least_coverage == Approx(500.0 / (600.0 * decawatt::base::capital_recovery_factor(0.1, 3))));
    project.debt.repayment = Repayment::level_principal;
    result = pro_forma(project);
    CHECK(result.debt.principal[2] == Approx(200.0));
    CHECK(result.debt.interest[2] == Approx(40.0));
    CHECK(result.debt.balance[3] == Approx(0.0).scale(600.0).epsilon(1e-14));
    project.debt.grace_years = 1;
    result = pro_forma(project);
    CHECK(result.debt.service[1] == Approx(60.0));
    CHECK(result.debt.principal[2] == Approx(300.0));
    CHECK(result.debt.balance[3] == Approx(0.0).scale(600.0).epsilon(1e-14));
}

TEST_CASE("the installed cost holds the fee and the reserve of the debt that is a share of it") {
    Project project = plain(10);
    project.debt = {.share_frac = 0.5,
                    .tenor_years = 10,
                    .interest_frac = 0.1,
                    .closing_cost = 20.0,
                    .upfront_fee_frac = 0.02,
                    .reserve_months = 6.0};
    const ProForma result = pro_forma(project);
    const Totals& totals = result.totals;
    CHECK(totals.debt_fee == Approx(0.02 * totals.debt));
    CHECK(result.reserve.debt_service.balance[0] == Approx(0.5 * result.debt.service[1]));
    CHECK(totals.cost_installed ==
          Approx(1020.0 + totals.debt_fee + result.reserve.debt_service.balance[0]).epsilon(1e-12));
    CHECK(totals.debt == Approx(0.5 * (1020.0 + 0.5 * result.debt.service[1]) * (1.0 + 0.5 * 0.02)).epsilon(1e-12));
    CHECK(sum(result.reserve.debt_service.funding) == Approx(-sum(result.reserve.debt_service.released)));
}

TEST_CASE("sculpted debt has the same coverage in every year and is repaid to zero") {
    Project project = plain(4);
    project.energy.sold_mwh = {10.0, 9.0, 8.0, 7.0};
    project.reserves.receivables_months = 2.0;
    project.debt = {.rule = DebtRule::coverage, .coverage_ratio = 1.25, .tenor_years = 3, .interest_frac = 0.08};
    const ProForma result = pro_forma(project);
    // Cash: revenue less what the account of receivables takes (or gives back).
    const double cash[] = {0.0, 500.0 + 50.0 / 6.0, 450.0 + 50.0 / 6.0, 400.0 + 50.0 / 6.0};
    double debt = 0.0;
    for (int t = 1; t <= 3; ++t) debt += cash[t] / 1.25 / std::pow(1.08, t);
    CHECK(result.totals.debt == Approx(debt).epsilon(1e-12));
    for (std::size_t t = 1; t <= 3; ++t) CHECK(result.debt.coverage[t] == Approx(1.25).epsilon(1e-12));
    CHECK(result.debt.balance[3] == Approx(0.0).scale(debt).epsilon(1e-13));
    CHECK(result.debt.service[4] == 0.0);
    project.debt.sizes_on_year_zero = true;  // SAM: the first funding of 500/6 counts as if in year 1
    CHECK(pro_forma(project).totals.debt == Approx(debt - 500.0 / 6.0 / 1.25 / 1.08).epsilon(1e-12));
}

TEST_CASE("a limit of debt raises the coverage until debt is that share of the cost") {
    Project project = plain(10);
    project.debt = {.rule = DebtRule::coverage,
                    .coverage_ratio = 1.2,
                    .limit_frac = 0.5,
                    .tenor_years = 8,
                    .interest_frac = 0.06,
                    .upfront_fee_frac = 0.03,
                    .reserve_months = 6.0};
    const ProForma result = pro_forma(project);
    CHECK(result.totals.debt_frac == Approx(0.5).epsilon(1e-12));
    CHECK(result.metrics.least_coverage > 1.2);
    CHECK(result.metrics.least_coverage == Approx(result.metrics.mean_coverage).epsilon(1e-12));
    CHECK(result.debt.balance[8] == Approx(0.0).scale(result.totals.debt).epsilon(1e-12));
}

TEST_CASE("a debt by coverage is zero without cash, with a limit too") {
    Project project = plain();
    project.sales.price_per_mwh = {{0.0}};
    project.debt = {.rule = DebtRule::coverage, .limit_frac = 0.5, .tenor_years = 2, .interest_frac = 0.06};
    const ProForma result = pro_forma(project);
    CHECK(result.totals.debt == 0.0);
    CHECK(result.totals.debt_frac == 0.0);
    CHECK(result.flow.equity_after_tax == Row{-1000.0, 0.0, 0.0, 0.0});
}

TEST_CASE("the multiple of equity is defined for any amount spent, and not for zero") {
    Project project = plain();
    project.investment.cost = 0.75;
    CHECK(pro_forma(project).metrics.equity_multiple == Approx(2000.0));
    project.investment.cost = 0.0;
    CHECK(std::isnan(pro_forma(project).metrics.equity_multiple));
}

TEST_CASE("taxes of a year of loss are received at once, or the loss is carried forward") {
    Project project = plain();
    project.depreciation.share_frac[static_cast<std::size_t>(DepreciationClass::custom)] = 1.0;
    project.depreciation.custom_frac = {0.7, 0.3};
    project.tax[kNational].rate_frac = {0.2};
    ProForma result = pro_forma(project);
    CHECK(result.tax[kNational].income == Row{0.0, -200.0, 200.0, 500.0});
    CHECK(result.tax[kNational].tax == Row{0.0, 40.0, -40.0, -100.0});
    project.tax[kNational].losses = LossTreatment::carried_forward;
    result = pro_forma(project);
    CHECK(result.tax[kNational].tax == Row{0.0, 0.0, 0.0, -100.0});
    CHECK(result.tax[kNational].losses_carried == Row{0.0, 200.0, 0.0, 0.0});
}

TEST_CASE("local tax and local credits enter national income") {
    Project project = plain();
    project.tax[kNational].rate_frac = {0.2};
    project.tax[kLocal].rate_frac = {0.1};
    project.tax[kLocal].production_credit = {{{3.0}}, 2, 0.0};
    const ProForma result = pro_forma(project);
    CHECK(result.tax[kLocal].tax[1] == Approx(-50.0));
    CHECK(result.tax[kLocal].production_credit == Row{0.0, 30.0, 30.0, 0.0});
    CHECK(result.tax[kNational].tax[1] == Approx(-0.2 * (500.0 - 50.0 + 30.0)));
    CHECK(result.tax[kNational].tax[3] == Approx(-0.2 * (500.0 - 50.0)));
    CHECK(result.metrics.effective_tax_frac == Approx(0.28));
    CHECK(result.flow.equity_after_tax[1] == Approx(500.0 - 50.0 + 30.0 - 96.0));
}

TEST_CASE("half of an investment credit leaves the basis, and the bonus takes the rest in year 1") {
    Project project = plain(6);
    project.depreciation.share_frac[0] = 0.9;
    TaxRules& tax = project.tax[kNational];
    tax.rate_frac = {0.2};
    tax.credit_qualifies[0] = tax.bonus_applies[0] = true;
    tax.investment_credit.frac = {0.3};
    tax.investment_credit.frac_reduces_basis = {true, true};
    tax.bonus_frac = 0.4;
    const ProForma result = pro_forma(project);
    CHECK(result.tax[kNational].investment_credit[1] == Approx(270.0));
    const double basis = 900.0 - 135.0;
    CHECK(result.tax[kNational].basis[0].bonus == Approx(0.4 * basis));
    CHECK(result.tax[kNational].depreciation_total[1] == Approx(0.4 * basis + 0.2 * 0.6 * basis));
    CHECK(sum(result.tax[kNational].depreciation_total) == Approx(basis));
    CHECK(result.totals.basis_none == Approx(100.0));
}

TEST_CASE("a production credit grows, is rounded, and ends") {
    Project project = plain(4);
    project.tax[kNational].production_credit = {{{27.5}, 0.025}, 3, 1.0};
    const Row credit = pro_forma(project).tax[kNational].production_credit;
    const double expected[] = {0.0, 280.0, 280.0, 290.0, 0.0};
    for (std::size_t t = 0; t < credit.size(); ++t)
        CHECK(credit[t] == expected[t]);  // 27.5 and 28.1875 to 28, 28.89 to 29 per MWh
}

TEST_CASE("reserve accounts end empty and earn on the balance of the year before") {
    Project project = plain(6);
    project.inflation_frac = 0.02;
    project.expenses = {{"upkeep", ExpenseKind::operation, {{60.0}}, {1.0}}};
    project.reserves = {.working_capital_months = 6.0, .interest_frac = 0.05, .replacement = {{{100.0, 3}}}};
    const ProForma result = pro_forma(project);
    const ReserveAccount& account = result.reserve.replacement[0];
    CHECK(account.funding[1] == Approx(100.0 * std::pow(1.02, 2) / 3.0));
    CHECK(account.released[6] == Approx(-100.0 * std::pow(1.02, 5)));
    CHECK(account.balance[6] == Approx(0.0).scale(100.0));
    CHECK(result.reserve.working_capital.balance[0] == Approx(30.0));
    CHECK(result.reserve.working_capital.released[6] == Approx(-30.0 * std::pow(1.02, 5)));
    CHECK(result.reserve.interest[1] == Approx(0.05 * 30.0));
    CHECK(result.totals.cost_installed == Approx(1030.0));
}

TEST_CASE("revenue at the levelised price has the present value of the cost") {
    Project project = plain(10);
    project.inflation_frac = 0.025;
    project.expenses = {{"upkeep", ExpenseKind::operation, {{60.0}}, {1.0}}};
    project.depreciation.share_frac[0] = 1.0;
    project.tax[kNational].rate_frac = {0.21};
    project.debt = {
        .share_frac = 0.5, .tenor_years = 8, .interest_frac = 0.06, .upfront_fee_frac = 0.02, .reserve_months = 6.0};
    project.returns = {.real_discount_frac = 0.05};
    const Metrics metrics = pro_forma(project).metrics;
    // What is left of revenue after costs (tax and debt included) is the owner's value.
    CHECK((metrics.lppa_nominal_per_mwh - metrics.lcoe_nominal_per_mwh) * metrics.energy_nominal_mwh ==
          Approx(metrics.npv).epsilon(1e-10));
    CHECK((metrics.lppa_real_per_mwh - metrics.lcoe_real_per_mwh) * metrics.energy_real_mwh ==
          Approx(metrics.npv).epsilon(1e-10));
}

TEST_CASE("the solved price earns the target at the target year") {
    Project project = plain(10);
    project.sales.price_per_mwh.escalation_frac = 0.01;
    project.returns = {.target_frac = 0.09, .target_year = 7};
    const ProForma result = pro_forma_at_target(project, {0.0, 500.0});
    CHECK(result.metrics.irr_at_target_frac == Approx(0.09).epsilon(1e-10));
    double value = 0.0;  // 1000 = 10 p sum 1.01^(t-1) / 1.09^t
    for (int t = 1; t <= 7; ++t) value += 10.0 * std::pow(1.01, t - 1) / std::pow(1.09, t);
    CHECK(result.metrics.price_per_mwh == Approx(1000.0 / value).epsilon(1e-10));
}

TEST_CASE("equity spent in the years before operation earns from then on") {
    Project project = plain();
    project.investment.spending_frac = {0.25, 0.75};
    const ProForma result = pro_forma(project);
    CHECK(with_construction(result, result.flow.equity_after_tax) == Row{-250.0, -750.0, 500.0, 500.0, 500.0});
    project.returns.real_discount_frac = 0.1;
    CHECK(pro_forma(project).metrics.npv ==
          Approx(-250.0 * 1.1 - 750.0 + 500.0 / decawatt::base::capital_recovery_factor(0.1, 3)));
}

TEST_CASE("financing during construction is interest on half of the loan and the fee") {
    CHECK(construction_cost({{1.0, 12.0, 0.04, 0.01}, {0.5, 6.0, 0.06, 0.0}}, 1000.0) ==
          Approx(20.0 + 10.0 + 0.5 * 15.0));
}

TEST_CASE("faults of a project are named together") {
    Project project = plain();
    project.debt = {.rule = DebtRule::coverage, .coverage_ratio = 0.9, .tenor_years = 5};
    project.tax[kNational].rate_frac = {21.0};
    project.investment.spending_frac = {0.5};
    const std::string faults = faults_of(project);
    CHECK(faults.find("debt.coverage_ratio: found 0.9, expected a ratio of cash to debt service of at least 1") !=
          std::string::npos);
    CHECK(faults.find("debt.tenor_years: found 5, expected a tenor within the life of 3 years") != std::string::npos);
    CHECK(faults.find("tax.national.rate_frac: found 21") != std::string::npos);
    CHECK(faults.find("investment.spending_frac: found 0.5") != std::string::npos);
    CHECK(faults_of(plain()).empty());
    project = plain();
    project.investment.cost = std::nan("");
    CHECK(faults_of(project).find("investment.cost") != std::string::npos);
}

TEST_CASE("a bracket without the price is refused with the values at its ends") {
    Project project = plain();
    project.returns.target_frac = 0.1;
    CHECK_THROWS_WITH_AS(pro_forma_at_target(project, {0.0, 30.0}),
                         doctest::Contains("0.00 to 30.00 per MWh, where the equity's value at 10.00 % a year is"),
                         InputError);
    CHECK_THROWS_AS(pro_forma_at_target(project, {60.0, 90.0}), InputError);
}

TEST_CASE("a bracket that begins or ends at the price contains it") {
    const Project project = plain(4);  // 1000 of cost, 40 MWh: 25 per MWh at a target of 0
    for (const PriceBracket& bracket : {PriceBracket{25.0, 30.0}, PriceBracket{20.0, 25.0}})
        CHECK(pro_forma_at_target(project, bracket).metrics.price_per_mwh == Approx(25.0).epsilon(1e-12));
}
