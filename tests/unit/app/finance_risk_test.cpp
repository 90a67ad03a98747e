// Risk of a supply of two assets by hand.
#include "app/finance/risk.hpp"

#include <doctest/doctest.h>

#include <cmath>

#include "app/finance/finance.hpp"
#include "app/finance/pricing.hpp"
#include "app/finance/supply.hpp"
#include "base/error.hpp"
#include "finance/uncertainty.hpp"
#include "parallel/blocks.hpp"

using namespace decawatt;
using namespace decawatt::app;
using doctest::Approx;
using finance::Driver;

namespace {
// All equity at 10 %, no tax, no inflation; a horizon of one year at no discount, so that figures are those of a year.
// Asset one: 1000 of money, 10 MWh and 20 of fixed costs a year; asset two: 500, 5 MWh and 30 of fuel; each over two
// years. The load is 20 MWh a year, of which 5 are bought at 40. Annuity of 10 % over two years: 0.576190476.
constexpr double kAnnuity = 0.1 / (1.0 - 1.0 / (1.1 * 1.1));

AssetFinance asset_of(const char* name, double cost, double mwh, double fixed, double fuel) {
    AssetFinance asset;
    asset.name = name;
    asset.paid_by = "hub";
    asset.year = 2030;
    asset.capex = cost;
    asset.planned = {.annuity = 0.6 * cost, .fixed_cost_per_year = fixed};  // the annuity at another rate
    finance::Project& project = asset.project;
    project.years = 2;
    project.investment.cost = cost;
    project.returns.target_frac = 0.1;
    project.energy.sold_mwh = {mwh, mwh};
    project.sales.other_revenue = {0.0, 0.0};
    project.expenses = {{.name = "fixed", .price = {{fixed, fixed}}},
                        {.name = "variable", .price = {{0.0, 0.0}}},
                        {.name = "fuel", .price = {{fuel, fuel}}},
                        {.name = "carbon", .price = {{0.0, 0.0}}}};
    asset.result = finance::pro_forma_at_target(project, {0.0, 1000.0});
    return asset;
}

FinanceReport report_of() {
    FinanceReport report;
    report.loaded.study.discount_rate = 0.0;
    report.loaded.study.price_year = 2030;
    report.loaded.study.horizon.first_year = report.loaded.study.horizon.last_year = 2030;
    report.loaded.finance.emplace();
    report.loaded.finance->common.inflation_frac = 0.0;
    report.loaded.finance->common.returns.target_frac = 0.1;
    report.figures.years = {2030};
    io::GroupFigures& plants = report.figures.plants;
    plants.paid_by = {"hub", "hub"};
    plants.members = {{"one"}, {"two"}};
    plants.buildable = {true, true};
    plants.energy_mwh = plants.variable_cost = plants.fuel_cost = plants.carbon_cost = base::Series(1, 2);
    plants.energy_mwh(0, 0) = 10.0;
    plants.energy_mwh(0, 1) = 5.0;
    plants.fuel_cost(0, 1) = 30.0;
    const std::vector<double> none = {0.0};
    report.figures.supplies = {{.name = "hub",
                                .load_mwh = {20.0},
                                .annuity_cost = {900.0},
                                .fixed_cost = {20.0},
                                .variable_cost = {30.0},
                                .purchase_cost = {200.0},
                                .tariff_cost = none,
                                .agreement_cost = none,
                                .certificate_cost = none,
                                .sale_income = none,
                                .purchase_mwh = {5.0}}};
    report.assets = {asset_of("one", 1000.0, 10.0, 20.0, 0.0), asset_of("two", 500.0, 5.0, 0.0, 30.0)};
    return report;
}

const TornadoBar& bar_of(const SupplyRisk& supply, Driver driver) {
    for (const TornadoBar& bar : supply.tornado)
        if (bar.driver == driver) return bar;
    FAIL("no bar of " << finance::text(driver));
    return supply.tornado.front();
}
}  // namespace

TEST_CASE("the tornado of two assets by hand") {
    const FinanceReport report = report_of();
    const RiskReport risk = risk_of(report, {.change_frac = 0.1});
    REQUIRE(risk.supplies.size() == 1);
    const SupplyRisk& supply = risk.supplies[0];
    // What the owners need: 1500 × annuity + 20 + 30; bought: 200; over 20 MWh.
    const double base = (1500.0 * kAnnuity + 50.0 + 200.0) / 20.0;
    CHECK(supply.base.cost_per_mwh == Approx(base).epsilon(1e-9));
    CHECK(supply.base.equity_irr_frac == Approx(0.1).epsilon(1e-9));
    CHECK(std::isnan(supply.base.least_coverage));  // no debt
    CHECK(std::abs(supply.base.equity_value) < 1e-6);
    const auto cost = [&](Driver driver, double change) {
        CAPTURE(finance::text(driver));
        const TornadoBar& bar = bar_of(supply, driver);
        CHECK(bar.change_frac == 0.1);
        CHECK(bar.low.cost_per_mwh == Approx(base - change).epsilon(1e-9));
        CHECK(bar.high.cost_per_mwh == Approx(base + change).epsilon(1e-9));
    };
    cost(Driver::capex, 0.1 * 1500.0 * kAnnuity / 20.0);
    cost(Driver::fixed_cost, 0.1 * 20.0 / 20.0);
    cost(Driver::fuel, 0.1 * 30.0 / 20.0);
    cost(Driver::purchases, 0.1 * 200.0 / 20.0);
    // A tenth less energy: its fuel is saved, and 1.5 MWh are bought at 40. The owners need the same money.
    cost(Driver::energy, -(0.1 * 15.0 * 40.0 - 0.1 * 30.0) / 20.0);
    const auto annuity = [](double rate) { return rate / (1.0 - 1.0 / ((1.0 + rate) * (1.0 + rate))); };
    const TornadoBar& equity = bar_of(supply, Driver::equity_return);
    CHECK(equity.high.cost_per_mwh == Approx(base + 1500.0 * (annuity(0.11) - kAnnuity) / 20.0).epsilon(1e-9));
    CHECK(equity.high.equity_irr_frac == Approx(0.1).epsilon(1e-9));
    // The price is the owners' alone.
    const TornadoBar& price = bar_of(supply, Driver::price);
    CHECK(price.low.cost_per_mwh == Approx(base).epsilon(1e-9));
    const double revenue = 1500.0 * kAnnuity + 50.0;
    CHECK(price.high.equity_value == Approx(0.1 * revenue * (1.0 / 1.1 + 1.0 / 1.21)).epsilon(1e-9));
    CHECK(price.low.equity_irr_frac < 0.1);
    CHECK(bar_of(supply, Driver::fuel).low.equity_irr_frac > 0.1);
    CHECK(supply.tornado.front().driver == Driver::capex);  // the largest change
    CHECK(supply.tornado.size() == 7);                      // inputs of no effect are left out
}

TEST_CASE("credits that the plan counts are no part of what the owners need") {
    // 2 a MWh in the plan, of taxes that these projects do not pay: the waterfall takes them from the plan's cost and
    // adds what the owners miss, so that all figures are those without credits.
    FinanceReport report = report_of();
    report.figures.plants.production_credit = base::Series(1, 2);
    for (std::size_t g = 0; g < 2; ++g) {
        report.figures.plants.production_credit(0, g) = 2.0 * report.figures.plants.energy_mwh(0, g);
        report.assets[g].planned.credit_per_mwh = 2.0;
    }
    report.figures.supplies[0].variable_cost = {0.0};  // 30 of fuel less 30 of credits
    const SupplyRisk plain = risk_of(report_of(), {.change_frac = 0.1}).supplies[0],
                     credited = risk_of(report, {.change_frac = 0.1}).supplies[0];
    CHECK(credited.base.cost_per_mwh == Approx(plain.base.cost_per_mwh).epsilon(1e-9));
    for (const Driver driver : {Driver::capex, Driver::energy, Driver::fuel}) {
        CAPTURE(finance::text(driver));
        CHECK(bar_of(credited, driver).low.cost_per_mwh ==
              Approx(bar_of(plain, driver).low.cost_per_mwh).epsilon(1e-9));
    }
}

TEST_CASE("an input changes as its row says, and as all others where the row says nothing") {
    const std::vector<io::RiskTerms> inputs = {{.driver = Driver::capex, .spread_frac = 0.1},
                                               {.driver = Driver::fixed_cost, .change_frac = 0.3},
                                               {.driver = Driver::fuel, .change_frac = 0.0}};
    const SupplyRisk supply = risk_of(report_of(), {.inputs = inputs, .change_frac = 0.2}).supplies[0];
    CHECK(bar_of(supply, Driver::capex).change_frac == 0.2);
    CHECK(bar_of(supply, Driver::fixed_cost).change_frac == 0.3);
    CHECK(bar_of(supply, Driver::purchases).change_frac == 0.2);
    for (const TornadoBar& bar : supply.tornado) CHECK(bar.driver != Driver::fuel);
}

TEST_CASE("what agreements buy is not among the energy that the driver of energy changes") {
    FinanceReport report = report_of();
    model::Study& study = report.loaded.study;
    study.plants.name = {"bought"};
    study.agreements = {{.plant = static_cast<model::PlantIndex>(0)}};
    io::GroupFigures& plants = report.figures.plants;
    plants.paid_by.emplace_back("hub");
    plants.members.push_back({"bought"});
    plants.buildable.push_back(true);
    base::Series energy(1, 3), fuel(1, 3);
    energy(0, 0) = 10.0;
    energy(0, 1) = 5.0;
    energy(0, 2) = 100.0;
    fuel(0, 1) = 30.0;
    plants.energy_mwh = energy;
    plants.fuel_cost = fuel;
    plants.carbon_cost = base::Series(1, 3);
    const SupplyRisk plain = risk_of(report_of(), {.change_frac = 0.1}).supplies[0],
                     beside = risk_of(report, {.change_frac = 0.1}).supplies[0];
    CHECK(bar_of(beside, Driver::energy).low.cost_per_mwh ==
          Approx(bar_of(plain, Driver::energy).low.cost_per_mwh).epsilon(1e-12));
}

TEST_CASE("debt is that of the plan, except with other capital costs or interest") {
    FinanceReport report = report_of();
    for (AssetFinance& asset : report.assets) {
        asset.project.debt = {.share_frac = 0.5, .tenor_years = 2, .interest_frac = 0.05};
        asset.result = finance::pro_forma_at_target(asset.project, {0.0, 1000.0});
    }
    const SupplyRisk supply = risk_of(report, {.change_frac = 0.1}).supplies[0];
    const double service = 750.0 * 0.05 / (1.0 - 1.0 / (1.05 * 1.05));
    double cash = 0.0;
    for (const AssetFinance& asset : report.assets) cash += asset.result.ebitda[1];
    CHECK(supply.base.least_coverage == Approx(cash / service).epsilon(1e-9));
    const double revenue = cash + 50.0;
    CHECK(bar_of(supply, Driver::price).low.least_coverage == Approx((cash - 0.1 * revenue) / service).epsilon(1e-9));
    CHECK(bar_of(supply, Driver::capex).high.least_coverage == Approx(cash / (1.1 * service)).epsilon(1e-9));
}

TEST_CASE("samples of inputs that the cost is linear in have the mean and the variance of the sum") {
    const FinanceReport report = report_of();
    const std::vector<io::RiskTerms> inputs = {{Driver::capex, 0.1, finance::Distribution::normal, 0.1},
                                               {Driver::fuel, 0.1, finance::Distribution::uniform, 0.5},
                                               {Driver::purchases, 0.1, finance::Distribution::triangular, 0.4}};
    constexpr int kSamples = 4000;
    const SupplyRisk supply = risk_of(report, {.inputs = inputs, .samples = kSamples}).supplies[0];
    std::vector<double> costs;
    for (const RiskOutcome& outcome : supply.samples) costs.push_back(outcome.cost_per_mwh);
    const finance::Moments moments = finance::moments_of(costs);
    const double parts[] = {1500.0 * kAnnuity / 20.0 * 0.1, 30.0 / 20.0 * 0.5 / std::sqrt(3.0),
                            200.0 / 20.0 * 0.4 / std::sqrt(6.0)};
    double variance = 0.0;
    for (const double part : parts) variance += part * part;
    CHECK(std::abs(moments.mean - supply.base.cost_per_mwh) < 4.0 * moments.mean_error);
    CHECK(moments.mean_error < 0.003 * supply.base.cost_per_mwh);  // so that the line above has power
    // The relative standard error of a variance of normal values is sqrt(2 / n).
    CHECK(std::abs(moments.deviation * moments.deviation / variance - 1.0) < 4.0 * std::sqrt(2.0 / kSamples));
}

TEST_CASE("samples have the same bits for any number of threads, and another seed has others") {
    const FinanceReport report = report_of();
    const std::vector<io::RiskTerms> inputs = {{Driver::capex, 0.1, finance::Distribution::lognormal, 0.2}};
    const auto first = risk_of(report, {.inputs = inputs, .samples = 50, .threads = 1}).supplies[0].samples;
    for (const int threads : {2, 3}) {
        const auto samples = risk_of(report, {.inputs = inputs, .samples = 50, .threads = threads}).supplies[0].samples;
        for (std::size_t s = 0; s < first.size(); ++s) {
            CHECK(samples[s].cost_per_mwh == first[s].cost_per_mwh);
            CHECK(samples[s].equity_irr_frac == first[s].equity_irr_frac);
        }
    }
    const auto more = risk_of(report, {.inputs = inputs, .samples = 60}).supplies[0].samples;
    CHECK(more[49].cost_per_mwh == first[49].cost_per_mwh);
    const auto other = risk_of(report, {.inputs = inputs, .samples = 50, .seed = 2}).supplies[0].samples;
    CHECK(other[0].cost_per_mwh != first[0].cost_per_mwh);
}

TEST_CASE("samples need a distribution") {
    CHECK_THROWS_AS(risk_of(report_of(), {.samples = 10}), base::InputError);
}
