// Time value of money and rates of return, by hand.
#include "finance/time_value.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "base/capital_recovery.hpp"
#include "base/error.hpp"
#include "finance/internal_rate.hpp"
#include "finance/levelised_cost.hpp"

using namespace decawatt::finance;
using doctest::Approx;

TEST_CASE("a capital recovery factor repays the loan") {
    CHECK(decawatt::base::capital_recovery_factor(0.1, 2) == Approx(0.1 / (1.0 - 1.0 / 1.21)).epsilon(1e-14));
    CHECK(decawatt::base::capital_recovery_factor(0.0, 4) == 0.25);
    CHECK(decawatt::base::capital_recovery_factor(1e-12, 4) ==
          Approx(0.25).epsilon(1e-11));  // no loss of digits near zero
    CHECK(present_value({0.0, 1.0, 1.0, 1.0}, 0.07) ==
          Approx(1.0 / decawatt::base::capital_recovery_factor(0.07, 3)).epsilon(1e-14));
}

TEST_CASE("nominal and real rates are each other's inverse") {
    CHECK(nominal_rate(0.064, 0.025) == Approx(0.0906).epsilon(1e-12));
    CHECK(real_rate(0.0906, 0.025) == Approx(0.064).epsilon(1e-12));
}

TEST_CASE("present value leaves year 0 out and ends where it is told") {
    const std::vector<double> flow = {-100.0, 110.0, 121.0};
    CHECK(present_value(flow, 0.1) == Approx(200.0));
    CHECK(net_present_value(flow, 0.1) == Approx(100.0));
    CHECK(net_present_value(flow, 0.1, 1) == Approx(0.0).scale(1.0));
}

TEST_CASE("payback is interpolated, and lasts") {
    CHECK(payback_years({-100.0, 60.0, 80.0}) == Approx(1.5));
    CHECK(payback_years({-100.0, 150.0, -100.0, 100.0}) == Approx(2.5));  // repaid after one year, and lost again
    CHECK(std::isnan(payback_years({-100.0, 60.0, 20.0})));
    CHECK(payback_years({10.0, 5.0}) == 0.0);
}

TEST_CASE("the rate of a flow of two years solves its quadratic") {
    // -1000 x^2 + 600 x + 700 = 0 with x = 1 + r
    const double x = (600.0 + std::sqrt(600.0 * 600.0 + 4.0 * 1000.0 * 700.0)) / 2000.0;
    const InternalRates rates = internal_rates({-1000.0, 600.0, 700.0});
    REQUIRE(rates.rate_frac.size() == 1);
    CHECK(rates.rate_frac[0] == Approx(x - 1.0).epsilon(1e-14));
    CHECK(rates.usual() == rates.rate_frac[0]);
}

TEST_CASE("a flow with two rates has both") {
    // (x - 1.1) (x - 1.3) = x^2 - 2.4 x + 1.43
    const InternalRates rates = internal_rates({-100.0, 240.0, -143.0});
    REQUIRE(rates.rate_frac.size() == 2);
    CHECK(rates.rate_frac[0] == Approx(0.1).epsilon(1e-12));
    CHECK(rates.rate_frac[1] == Approx(0.3).epsilon(1e-12));
    CHECK(rates.falls == std::vector<bool>{false, true});
    CHECK(rates.usual() == Approx(0.3));
    const InternalRates close =
        internal_rates({-100.0, 220.2, -121.2199});  // 1.1 and 1.102: within a cell of the search
    REQUIRE(close.rate_frac.size() == 2);
    CHECK(close.rate_frac[0] == Approx(0.1002).epsilon(0.01));
    CHECK(internal_rates({-100.0, 220.0, -121.0}).rate_frac.size() == 1);  // touches zero at 0.1
    CHECK(internal_rates({-100.0, 240.0, -143.0}, {0.2, 1.0}).rate_frac.size() == 1);
}

TEST_CASE("three rates are all found") {
    // (x - 1.05) (x - 1.2) (x - 1.5) = x^3 - 3.75 x^2 + 4.635 x - 1.89
    const InternalRates rates = internal_rates({-1.0, 3.75, -4.635, 1.89});
    REQUIRE(rates.rate_frac.size() == 3);
    CHECK(rates.rate_frac[0] == Approx(0.05).epsilon(1e-9));
    CHECK(rates.rate_frac[1] == Approx(0.2).epsilon(1e-9));
    CHECK(rates.rate_frac[2] == Approx(0.5).epsilon(1e-9));
    CHECK(rates.falls == std::vector<bool>{true, false, true});
}

TEST_CASE("a flow without a rate has none") {
    CHECK(internal_rates({-100.0, 100.0, -100.0}).rate_frac.empty());  // x^2 - x + 1 has no real zero
    CHECK(internal_rates({-100.0, -5.0}).rate_frac.empty());
    CHECK(internal_rates({100.0, 5.0}).rate_frac.empty());
    CHECK(internal_rates({0.0, 0.0}).rate_frac.empty());
    CHECK(std::isnan(internal_rates({100.0, 5.0}).usual()));
    CHECK(internal_rates({-1.0, 20.0}).rate_frac.empty());  // 1900 % is out of the range
    CHECK(internal_rates({-1.0, 20.0}, {-0.5, 50.0}).usual() == Approx(19.0));
    CHECK(internal_rates({-100.0, 40.0}).usual() == Approx(-0.6).epsilon(1e-13));
}

TEST_CASE("a long flow keeps its digits") {
    std::vector<double> flow(61, 10.0);
    flow[0] = -10.0 / decawatt::base::capital_recovery_factor(0.08, 60);
    CHECK(internal_rates(flow).usual() == Approx(0.08).epsilon(1e-12));
}

TEST_CASE("levelised cost by fixed charge and by discounting") {
    CHECK(lcoe_by_fixed_charge({1000.0, 50.0, 2.0, 0.1, 10.0}) == Approx(0.1 * 1000.0 / 10.0 + 5.0 + 2.0));
    CHECK_THROWS_AS(lcoe_by_fixed_charge({1000.0, 50.0, 2.0, 0.1, 0.0}), decawatt::base::InputError);
    // 1000 now and 10 MWh in each of two years: the annuity over 10 MWh
    CHECK(lcoe_discounted({1000.0, 0.0, 0.0}, {0.0, 10.0, 10.0}, 0.05) ==
          Approx(1000.0 * decawatt::base::capital_recovery_factor(0.05, 2) / 10.0));
    CHECK_THROWS_AS(lcoe_discounted({1.0, 1.0}, {0.0, 0.0}, 0.05), decawatt::base::InputError);
}

TEST_CASE("a fixed charge rate without tax and debt is the annuity of the equity") {
    FixedChargeTerms terms;
    terms.inflation_frac = 0.02;
    terms.equity_return_frac = nominal_rate(0.06, 0.02);
    terms.life_years = 20.0;
    CHECK(fixed_charge(terms).fixed_charge_frac ==
          Approx(decawatt::base::capital_recovery_factor(0.06, 20)).epsilon(1e-12));
    terms.tax_frac = 0.25;
    terms.depreciation_frac = {1.0};  // all at the end of year 1
    const double pv = 1.0 / (1.06 * 1.02);
    CHECK(fixed_charge(terms).financing_factor == Approx((1.0 - 0.25 * pv) / 0.75).epsilon(1e-12));
    terms.construction_interest_frac = 0.08;  // half a year before operation, interest deductible
    CHECK(fixed_charge(terms).construction_factor == Approx(1.0 + 0.75 * (std::sqrt(1.08) - 1.0)).epsilon(1e-12));
}
