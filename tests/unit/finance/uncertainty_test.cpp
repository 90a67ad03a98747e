// Distributions, exceedance, and prices found again, by hand.
#include "finance/uncertainty.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "finance/pro_forma.hpp"

using namespace decawatt::finance;
using doctest::Approx;

namespace {
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr Distribution kAll[] = {Distribution::normal, Distribution::lognormal, Distribution::uniform,
                                 Distribution::triangular};
}  // namespace

TEST_CASE("P90 is exceeded with 90 %: of nine values the lowest, of ten a tenth of the way to the second") {
    std::vector<double> values = {5, 1, 9, 3, 7, 2, 8, 4, 6};
    CHECK(exceeded_with(values, 0.9) == Approx(1.0).epsilon(1e-12));
    CHECK(exceeded_with(values, 0.5) == 5.0);
    CHECK(exceeded_with(values, 0.1) == Approx(9.0).epsilon(1e-12));
    values.push_back(10);
    CHECK(exceeded_with(values, 0.9) == Approx(1.1).epsilon(1e-12));
    CHECK(exceeded_with(values, 0.5) == 5.5);
    CHECK(std::isnan(exceeded_with(values, 0.99)));  // needs 99 values
    CHECK(std::isnan(exceeded_with({}, 0.5)));
    std::vector<double> many(99);
    for (std::size_t k = 0; k < many.size(); ++k) many[k] = 99.0 - static_cast<double>(k);
    CHECK(exceeded_with(many, 0.99) == Approx(1.0).epsilon(1e-9));
    CHECK(exceeded_with(many, 0.01) == Approx(99.0).epsilon(1e-9));
    CHECK(exceeded_with(many, 0.9) == Approx(10.0).epsilon(1e-9));
}

TEST_CASE("the lowest of ten values lies above P90 with 0.9 to the tenth") {
    CHECK(lowest_is_above(10, 0.9) == Approx(0.3486784401));
}

TEST_CASE("moments of values") {
    const double values[] = {1, 2, 3, 4};
    const Moments moments = moments_of(values);
    CHECK(moments.mean == Approx(2.5));
    CHECK(moments.deviation == Approx(std::sqrt(5.0 / 3.0)));
    CHECK(moments.mean_error == Approx(std::sqrt(5.0 / 3.0) / 2.0));
    const OutcomeSpread spread = spread_of({1, kNaN, 3, 2, kNaN});
    CHECK(spread.count == 3);
    CHECK(spread.missing == 2);
    CHECK(spread.exceeded[2] == 2.0);
}

TEST_CASE("factors have the mean 1 and the stated deviation, and rise with the probability") {
    constexpr int kPoints = 200'000;  // midpoints: the error of the deviation of a normal factor is about 1e-4
    const double deviations[] = {0.2, 0.2, 0.2 / std::sqrt(3.0), 0.2 / std::sqrt(6.0)};  // of a spread of 0.2
    for (const Distribution distribution : kAll) {
        CAPTURE(text(distribution));
        double sum = 0.0, squares = 0.0, before = -1.0;
        for (int k = 0; k < kPoints; ++k) {
            const double factor = factor_at(distribution, 0.2, (k + 0.5) / kPoints);
            CHECK_FALSE(factor < before);
            before = factor;
            sum += factor / kPoints;
            squares += factor * factor / kPoints;
        }
        CHECK(sum == Approx(1.0).epsilon(1e-6));
        CHECK(std::sqrt(squares - sum * sum) == Approx(deviations[static_cast<int>(distribution)]).epsilon(1e-3));
    }
    CHECK(factor_at(Distribution::normal, 1.0, 0.975) == Approx(1.0 + 1.959963984540054).epsilon(1e-12));
    CHECK(factor_at(Distribution::normal, 1.0, 0.01) == Approx(1.0 - 2.3263478740408408).epsilon(1e-12));
    CHECK(factor_at(Distribution::normal, 1.0, 1e-9) == Approx(1.0 - 5.997807015007765).epsilon(1e-9));
    CHECK(factor_at(Distribution::uniform, 0.2, 0.25) == Approx(0.9));
    CHECK(factor_at(Distribution::triangular, 0.2, 0.125) == Approx(0.9));
    CHECK(factor_at(Distribution::triangular, 0.2, 0.875) == Approx(1.1));
}

TEST_CASE("debt with a stated principal has the same service with any cash flow") {
    Project project;
    project.years = 3;
    project.energy.sold_mwh = {10.0};
    project.sales.price_per_mwh = {{50.0}};
    project.investment.cost = 1000.0;
    project.debt = {.rule = DebtRule::coverage, .coverage_ratio = 1.25, .tenor_years = 3, .interest_frac = 0.08};
    const ProForma sized = pro_forma(project);
    CHECK(sized.metrics.least_coverage == Approx(1.25));
    Project weak = project;
    weak.energy.sold_mwh = {8.0};
    const Row principal(sized.debt.principal.begin() + 1, sized.debt.principal.end());
    const ProForma stressed = rows_at(weak, 50.0, &principal);
    CHECK(stressed.totals.debt == Approx(sized.totals.debt).epsilon(1e-12));
    CHECK(stressed.debt.balance.back() == Approx(0.0).scale(1000.0));
    for (std::size_t t = 1; t <= 3; ++t) {
        CHECK(stressed.debt.service[t] == Approx(sized.debt.service[t]).epsilon(1e-12));
        CHECK(stressed.debt.coverage[t] == Approx(0.8 * 1.25));
    }
    CHECK(stressed.flow.equity_after_tax[1] == Approx(sized.flow.equity_after_tax[1] - 100.0));
}

TEST_CASE("the price found near a guess is that of the bracket") {
    Project project;
    project.years = 20;
    project.energy.sold_mwh = {10.0};
    project.investment.cost = 1000.0;
    project.inflation_frac = 0.02;
    project.returns.target_frac = 0.1;
    project.tax[0].rate_frac = {0.25};
    project.tax[0].losses = LossTreatment::carried_forward;
    project.debt = {
        .rule = DebtRule::coverage, .coverage_ratio = 1.3, .limit_frac = 0.6, .tenor_years = 15, .interest_frac = 0.06};
    project.depreciation.share_frac[0] = 1.0;
    const double exact = pro_forma_at_target(project, {-500.0, 500.0}).metrics.price_per_mwh;
    for (const double guess : {0.5 * exact, exact, 1.1 * exact, 3.0 * exact})
        CHECK(price_near(project, guess) == Approx(exact).epsilon(1e-9));
    CHECK(rows_at(project, exact).totals.equity == Approx(pro_forma_at_target(project, {-500.0, 500.0}).totals.equity));
}
