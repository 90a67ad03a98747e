// Contracts: scores, targets, caps and costs.
#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "planning/layout.hpp"
#include "planning/results/read_plan.hpp"
#include "planning/results/supply_summary.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

// Load 100 × 4, contracted clean output 150, 50, 0, 120 at no cost, the rest from the grid at 50.
SmallStudy toy(double grid_clean, double hourly = -1.0, double annual = -1.0, double excess_cap = -1.0) {
    SmallStudy small;
    small.region("a", {200.0, 200.0, 200.0, 200.0});
    small.contract("deal", hourly, annual, excess_cap, grid_clean);
    small.data_center({.name = "hub", .draw_mw = {100.0, 100.0, 100.0, 100.0}, .connection_mw = 100.0, .contract = 0});
    small.plant({.name = "grid", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0});
    small.plant({.name = "sun",
                 .capacity_mw = 200.0,
                 .technology = model::Technology::solar,
                 .contract = 0,
                 .resource_frac = {0.75, 0.25, 0.0, 0.6}});
    return small;
}

const planning::ContractYear& deal(const Solved& solved) {
    return solved.plan.contracts[0][0];
}

}  // namespace

TEST_CASE("the toy of the hourly score") {
    const Solved solved = toy(0.3).solve();
    REQUIRE(solved.flat.optimal);
    CHECK(deal(solved).hourly_score_frac == Approx(0.7375));
    CHECK(deal(solved).strict_score_frac == Approx(0.625));
    CHECK(deal(solved).annual_matching_frac == Approx(0.80));
    CHECK(deal(solved).load_mwh == Approx(400.0));
    CHECK(deal(solved).deficit_mwh == Approx(150.0));
    CHECK(deal(solved).excess_mwh == Approx(70.0));
    // The grid's 50 sets every price: 150 bought, 70 sold, sun for nothing.
    CHECK(deal(solved).purchase_cost == Approx(7500.0));
    CHECK(deal(solved).sale_income == Approx(3500.0));
    CHECK(deal(solved).supply_cost_per_mwh == Approx(10.0));
    CHECK(solved.plan.supply_cost_per_mwh[0] == Approx(10.0));
}

TEST_CASE("a target that is met already changes nothing; rows and columns are there") {
    const Solved solved = toy(0.3, 0.7, 0.75, 0.5).solve();
    REQUIRE(solved.flat.optimal);
    CHECK(solved.program.staircase.linking.size() == 3);
    CHECK(deal(solved).hourly_score_frac == Approx(0.7375));
    CHECK(solved.plan.objective == Approx(toy(0.3).solve().plan.objective));
}

TEST_CASE("an excess cap curtails what is sold") {
    const Solved solved = toy(0.3, -1.0, -1.0, 0.1).solve();
    REQUIRE(solved.flat.optimal);
    CHECK(deal(solved).excess_mwh == Approx(40.0));
    CHECK(deal(solved).clean_mwh == Approx(290.0));
    CHECK(solved.plan.objective == Approx(toy(0.3).solve().plan.objective + 30.0 * 50.0));
    const Solved none = toy(0.3, -1.0, -1.0, 0.0).solve();
    REQUIRE(none.flat.optimal);
    CHECK(deal(none).excess_mwh == Approx(0.0));
    CHECK(none.program.staircase.linking.size() == 0);
}

TEST_CASE("an hourly target forces builds, an annual one fewer") {
    // Strict. The score needs (1 - x) 400 of deficit at most. A firm clean plant at 90 per MWh and no capital: only
    // energy counts.
    SmallStudy hourly = toy(0.0, 0.9);
    const PlantSpec firm{.name = "firm",
                         .variable_cost_per_mwh = 90.0,
                         .technology = model::Technology::nuclear,
                         .contract = 0,
                         .build = may_build(200.0, 1.0)};
    hourly.plant(firm);
    const Solved by_hour = hourly.solve();
    REQUIRE(by_hour.flat.optimal);
    CHECK(deal(by_hour).hourly_score_frac == Approx(0.9));
    CHECK(deal(by_hour).deficit_mwh == Approx(40.0));
    // 110 MWh from the firm plant over two hours that lack 50 and 100: least capacity for it is 60 (50 + 60).
    CHECK(by_hour.plan.capacity.fleet_built_mw(0, 2) == Approx(60.0));
    CHECK(by_hour.plan.objective == Approx((1200.0 - 320.0 - 110.0) * 50.0 + 110.0 * 90.0 + 60.0));

    SmallStudy annual = toy(0.0, -1.0, 0.9);
    annual.plant(firm);
    const Solved by_year = annual.solve();
    REQUIRE(by_year.flat.optimal);
    CHECK(deal(by_year).annual_matching_frac == Approx(0.9));
    CHECK(by_year.plan.capacity.fleet_built_mw(0, 2) == Approx(10.0));  // 40 MWh over four hours
    CHECK(deal(by_year).variable_cost == Approx(40.0 * 90.0));
    CHECK(deal(by_year).annuity_cost == Approx(10.0));
}

TEST_CASE("an annual target above the load is met by what is sold") {
    // 1.2 of 400 MWh are 480: the sun gives 320, and 160 over four hours are 40 MW of the firm plant.
    SmallStudy small = toy(0.0, -1.0, 1.2);
    small.plant({.name = "firm",
                 .variable_cost_per_mwh = 90.0,
                 .technology = model::Technology::nuclear,
                 .contract = 0,
                 .build = may_build(200.0, 1.0)});
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(deal(solved).annual_matching_frac == Approx(1.2));
    CHECK(deal(solved).clean_mwh == Approx(480.0));
    CHECK(solved.plan.capacity.fleet_built_mw(0, 2) == Approx(40.0));
    CHECK(solved.plan.objective == Approx((1200.0 - 480.0) * 50.0 + 160.0 * 90.0 + 40.0));
}

TEST_CASE("a target that has ended is none") {
    SmallStudy small = toy(0.3, 1.0, 3.0, 0.0);  // more than the sun can give
    CHECK(small.solve().flat.infeasible);
    for (auto* table : {&small.study.contracts.hourly_target_frac, &small.study.contracts.annual_target_frac,
                        &small.study.contracts.excess_cap_frac})
        table->front().begin()->second = model::kNoTarget;
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(solved.program.staircase.linking.size() == 0);
    CHECK(solved.plan.objective == Approx(toy(0.3).solve().plan.objective));
}

TEST_CASE("a target of one hundred percent leaves no deficit at all") {
    SmallStudy small = toy(0.3, 1.0);
    small.plant({.name = "firm",
                 .variable_cost_per_mwh = 90.0,
                 .technology = model::Technology::nuclear,
                 .contract = 0,
                 .build = may_build(200.0, 1.0)});
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(deal(solved).hourly_score_frac == Approx(1.0));
    CHECK(solved.plan.capacity.fleet_built_mw(0, 2) == Approx(100.0));
    CHECK(toy(0.3, 1.0).solve().flat.infeasible);
}

TEST_CASE("only what the contract counts is clean: nuclear is not renewable") {
    SmallStudy small = toy(0.0);
    small.plant({.name = "firm",
                 .capacity_mw = 100.0,
                 .variable_cost_per_mwh = 1.0,
                 .technology = model::Technology::nuclear,
                 .contract = 0});
    const Solved clean = small.solve();
    small.study.contracts.counts_clean[0] = false;
    const Solved renewable = small.solve();
    REQUIRE(clean.flat.optimal);
    REQUIRE(renewable.flat.optimal);
    CHECK(deal(clean).strict_score_frac == Approx(1.0));
    CHECK(deal(clean).annual_matching_frac == Approx(1.8));
    CHECK(deal(renewable).strict_score_frac == Approx(0.625));
    CHECK(deal(renewable).annual_matching_frac == Approx(0.8));
    // Bought: nothing in either case, its own plant makes what is lacking.
    CHECK(deal(renewable).purchase_cost == Approx(0.0));
    CHECK(deal(renewable).supply_cost_per_mwh == Approx(deal(clean).supply_cost_per_mwh));
}

TEST_CASE("a contract's store raises the score; charging from the grid does not") {
    // 50 MWh and 20 MWh of excess, no losses: the store moves 50 + 20 into the deficits of 50 and 100.
    SmallStudy small = toy(0.0, 0.8);
    small.store(
        {.name = "battery", .power_mw = 100.0, .energy_mwh = 100.0, .cycling_cost_per_mwh = 1.0, .contract = 0});
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(deal(solved).hourly_score_frac >= 0.8 - 1e-9);
    CHECK(deal(solved).hourly_score_frac <= 0.8 + 1e-9);  // cycling costs, so no more than needed: 70 MWh
    CHECK(deal(solved).excess_mwh == Approx(0.0));
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
    small.study.contracts.hourly_target_frac[0] = {{2030, 0.81}};
    CHECK(small.solve().flat.infeasible);
}

TEST_CASE("shedding load never raises a score") {
    SmallStudy small = toy(0.0);
    small.study.data_centers.connection_mw[0] = 30.0;
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(deal(solved).load_mwh == Approx(400.0));
    CHECK(deal(solved).unserved_mwh == Approx(280.0));
    CHECK(deal(solved).strict_score_frac == Approx(0.625));
    CHECK(deal(solved).purchase_cost ==
          Approx(50.0 * 30.0));  // the third hour, without sun: 30 bought of 100; 50 - 70 in the second
}

TEST_CASE("a contract without assets has figures, though rounding leaves more unserved than requested") {
    SmallStudy small;
    small.region("a", {200.0});
    small.contract("deal");
    small.data_center({.name = "hub", .draw_mw = {100.0}, .connection_mw = 100.0, .contract = 0});
    small.plant({.name = "grid", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0});
    Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(deal(solved).purchase_cost == Approx(5000.0));
    CHECK(deal(solved).sale_income == 0.0);
    solved.plan.dispatch[0].data_center_unserved_mw(0, 0) = 100.0 + 1e-9;
    solved.plan.contracts.clear();
    solved.plan.supply_cost_per_mwh.clear();
    planning::summarise_supply(small.study, *solved.program.layout, {}, solved.plan);
    CHECK(deal(solved).purchase_cost == 0.0);
    CHECK(deal(solved).sale_income == 0.0);
    CHECK(deal(solved).supply_cost_per_mwh == 0.0);
    CHECK(solved.plan.supply_cost_per_mwh[0] == 0.0);
}

TEST_CASE("a contract that runs before its load has no score and no cost per MWh") {
    SmallStudy small;
    small.region("a", {200.0});
    small.contract("deal");
    small.data_center({.name = "hub", .draw_mw = {0.0}, .connection_mw = 100.0, .contract = 0});
    small.plant({.name = "own", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0, .contract = 0});
    Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(std::isnan(deal(solved).annual_matching_frac));
    CHECK(std::isnan(deal(solved).supply_cost_per_mwh));
}

TEST_CASE("targets hold in each weather year, or in their mean") {
    // Sun at its full value or at half of it, equal weights; annual matching of 0.9 × 400 = 360 needs builds of the
    // firm plant.
    const auto solve = [](model::TargetScope scope) {
        SmallStudy small = toy(0.0, -1.0, 0.9);
        small.study.planning.target_scope = scope;
        small.weather_years({0.5, 0.5});
        small.resource_factor = {1.0, 0.5};
        small.plant({.name = "firm",
                     .variable_cost_per_mwh = 90.0,
                     .technology = model::Technology::nuclear,
                     .contract = 0,
                     .build = may_build(200.0, 1.0)});
        return small.solve();
    };
    const Solved each = solve(model::TargetScope::each), mean = solve(model::TargetScope::mean);
    REQUIRE(each.flat.optimal);
    REQUIRE(mean.flat.optimal);
    CHECK(each.program.staircase.linking.size() == 2);
    CHECK(mean.program.staircase.linking.size() == 1);
    CHECK(each.plan.capacity.fleet_built_mw(0, 2) == Approx(50.0));  // 360 - 160 over four hours
    CHECK(mean.plan.capacity.fleet_built_mw(0, 2) == Approx(30.0));  // 360 - 240 on average, in eight hours
    CHECK(deal(mean).annual_matching_frac == Approx(0.9));
    CHECK(deal(each).annual_matching_frac == Approx(0.5 * (0.9 + 0.9)));
}

TEST_CASE("an emission cap moves output to cleaner plants, at its shadow price") {
    SmallStudy small;
    small.region("a", {100.0, 100.0});
    small.plant({.name = "coal",
                 .capacity_mw = 200.0,
                 .variable_cost_per_mwh = 20.0,
                 .emission_t_per_mwh_thermal = 0.4,
                 .efficiency_frac = 0.5});
    small.plant({.name = "gas",
                 .capacity_mw = 200.0,
                 .variable_cost_per_mwh = 60.0,
                 .emission_t_per_mwh_thermal = 0.2,
                 .efficiency_frac = 0.5});
    small.study.emission_cap_t = {{2030, 100.0}};
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(solved.plan.summary[0].emission_t == Approx(100.0));
    CHECK(solved.plan.objective == Approx(50.0 * 20.0 + 150.0 * 60.0));  // 0.8 c + 0.4 (200 - c) = 100: c = 50
    CHECK(solved.plan.dispatch[0].price_per_mwh(0, 0) ==
          Approx(20.0 + 100.0 * 0.8));  // (60 - 20) / (0.8 - 0.4) = 100 per t
}
