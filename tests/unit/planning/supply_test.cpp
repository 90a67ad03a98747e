// What the supply of a data centre costs, with and without a contract, behind its meter and on its own.
#include <doctest/doctest.h>

#include <cmath>

#include "planning/results/supply.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

// 100 MW for four hours in a region with nothing in it, without a connection: gas of 10 per MWh and 40 of fuel per MWh
// of heat at an efficiency of one half; a carbon price of 100 per t and 0.2 t/MWh of heat.
SmallStudy island() {
    SmallStudy small;
    small.region("a", {0.0, 0.0, 0.0, 0.0});
    small.data_center({.name = "campus", .draw_mw = {100.0, 100.0, 80.0, 60.0}, .connection_mw = 0.0});
    small.plant({.name = "engines",
                 .variable_cost_per_mwh = 10.0,
                 .behind = 0,
                 .emission_t_per_mwh_thermal = 0.2,
                 .fuel_price = 40.0,
                 .efficiency_frac = 0.5,
                 .build = may_build(200.0, 500.0, 5.0, 30.0)});
    small.study.carbon_price_per_t = {{2030, 100.0}};
    return small;
}

constexpr double kLoadMwh = 340.0, kMarginal = 10.0 + (40.0 + 0.2 * 100.0) / 0.5;
constexpr double kCapacityCost = 100.0 * (500.0 / 5.0 + 30.0);  // no interest, five years

}  // namespace

TEST_CASE("the cost of supply of an islanded data centre without a contract is that of all assets behind its meter") {
    const Solved solved = island().solve();
    REQUIRE(solved.flat.optimal);
    CHECK(std::isnan(solved.plan.dispatch[0].price_per_mwh(0, 0)));  // no load and no plant in the region: no price
    const planning::SupplyYear& year = solved.plan.data_center_supply[0][0];
    CHECK(year.load_mwh == Approx(kLoadMwh));
    CHECK(year.annuity_cost == Approx(100.0 * 100.0));
    CHECK(year.fixed_cost == Approx(100.0 * 30.0));
    CHECK(year.variable_cost == Approx(kLoadMwh * kMarginal));
    CHECK(year.purchase_cost == 0.0);
    CHECK(year.sale_income == 0.0);
    CHECK(year.supply_cost_per_mwh == Approx(kMarginal + kCapacityCost / kLoadMwh));
    CHECK(solved.plan.data_center_supply_cost_per_mwh[0] == Approx(kMarginal + kCapacityCost / kLoadMwh));
    const planning::YearSummary& s = solved.plan.summary[0];
    CHECK(s.fleet_variable_cost[0] == Approx(kLoadMwh * 10.0));
    CHECK(s.fleet_fuel_cost[0] == Approx(kLoadMwh * 80.0));
    CHECK(s.fleet_carbon_cost[0] == Approx(kLoadMwh * 40.0));
    CHECK(s.fleet_annuity_cost[0] == Approx(10000.0));
    CHECK(s.fleet_fixed_cost[0] == Approx(3000.0));
    CHECK(s.data_center_own_mwh[0] == Approx(kLoadMwh));
    CHECK(s.data_center_own_emission_t[0] == Approx(0.4 * kLoadMwh));
    CHECK(s.data_center_grid_emission_t[0] == 0.0);
    CHECK(std::isnan(s.region_mean_price_per_mwh[0]));
}

TEST_CASE("an islanded data centre with a contract costs the same, whether or not the contract has its plants") {
    for (const bool contracted : {true, false}) {
        SmallStudy small = island();
        small.contract("deal");
        small.study.data_centers.contract[0] = model::ContractIndex{0};
        if (contracted) small.study.plants.contract[0] = model::ContractIndex{0};
        const Solved solved = small.solve();
        REQUIRE(solved.flat.optimal);
        CHECK(solved.plan.contracts[0][0].supply_cost_per_mwh == Approx(kMarginal + kCapacityCost / kLoadMwh));
        CHECK(solved.plan.supply_cost_per_mwh[0] == Approx(kMarginal + kCapacityCost / kLoadMwh));
        CHECK(solved.plan.contracts[0][0].purchase_cost == 0.0);
        CHECK(std::isnan(solved.plan.data_center_supply[0][0].supply_cost_per_mwh));  // the contract pays
    }
}

namespace {

// A grid at 50 per MWh with 0.5 t/MWh; 100 MW of load behind a connection of 40 MW, 110 MW of own gas at 20, a battery.
SmallStudy behind_the_meter(double connection_mw) {
    SmallStudy small;
    small.region("a", {200.0, 200.0});
    small.plant(
        {.name = "grid", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0, .emission_t_per_mwh_thermal = 0.5});
    small.data_center({.name = "hub", .draw_mw = {100.0, 160.0}, .connection_mw = connection_mw});
    small.plant({.name = "own", .capacity_mw = 120.0, .variable_cost_per_mwh = 20.0, .behind = 0});
    return small;
}

}  // namespace

TEST_CASE("assets behind the meter sell up to the connection's capacity, and shortage is purchased") {
    SmallStudy small = behind_the_meter(40.0);
    small.contract("deal");
    small.study.data_centers.contract[0] = model::ContractIndex{0};
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    // 120 MWh each hour at 20; 20 sold and 40 bought at 50.
    const planning::ContractYear& year = solved.plan.contracts[0][0];
    CHECK(year.variable_cost == Approx(240.0 * 20.0));
    CHECK(year.sale_mwh == Approx(20.0));
    CHECK(year.sale_income == Approx(20.0 * 50.0));
    CHECK(year.purchase_mwh == Approx(40.0));
    CHECK(year.purchase_cost == Approx(40.0 * 50.0));
    CHECK(year.supply_cost_per_mwh == Approx((4800.0 + 2000.0 - 1000.0) / 260.0));
    const planning::YearSummary& s = solved.plan.summary[0];
    CHECK(s.data_center_import_mwh[0] == Approx(40.0));
    CHECK(s.data_center_export_mwh[0] == Approx(20.0));
    CHECK(s.data_center_grid_emission_t[0] == Approx(40.0 * 0.5));
    CHECK(s.data_center_own_emission_t[0] == 0.0);
}

TEST_CASE("own solar output above the load is curtailed without a connection, and nothing is sold") {
    SmallStudy small = behind_the_meter(0.0);
    small.plant({.name = "sun",
                 .capacity_mw = 150.0,
                 .technology = model::Technology::solar,
                 .behind = 0,
                 .resource_frac = {1.0, 0.4}});
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(solved.plan.summary[0].data_center_curtailed_mwh[0] == Approx(50.0));
    const planning::SupplyYear& year = solved.plan.data_center_supply[0][0];
    CHECK(year.sale_income == 0.0);
    CHECK(year.purchase_cost == 0.0);
    CHECK(year.supply_cost_per_mwh == Approx(100.0 * 20.0 / 260.0));  // 160 - 60 of sun in the second hour
}

TEST_CASE("must-run output that is spilled behind the meter is not sold") {
    SmallStudy small = behind_the_meter(10.0);
    small.study.plants.must_run[1] = static_cast<model::MonthProfileIndex>(0);
    small.study.month_profiles.frac.emplace_back().fill(1.0);
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    const planning::SupplyYear& year = solved.plan.data_center_supply[0][0];
    CHECK(solved.plan.dispatch[0].data_center_spill_mw(0, 0) == Approx(10.0));
    CHECK(solved.plan.summary[0].data_center_curtailed_mwh[0] == Approx(10.0));
    CHECK(year.sale_mwh == Approx(10.0));      // 120 - 100 - 10
    CHECK(year.unserved_mwh == Approx(30.0));  // 160 - 120 - 10
    CHECK(year.purchase_mwh == Approx(10.0));
}

TEST_CASE("two data centres of one contract: an islanded one does not affect the purchase price of the other") {
    SmallStudy small;
    small.region("a", {200.0});
    small.region("b", {0.0});
    small.contract("deal");
    small.plant({.name = "grid", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0});
    small.data_center({.name = "hub", .draw_mw = {100.0}, .connection_mw = 100.0, .contract = 0});
    small.data_center({.name = "island", .draw_mw = {60.0}, .connection_mw = 0.0, .region = 1, .contract = 0});
    small.plant({.name = "own", .capacity_mw = 60.0, .variable_cost_per_mwh = 20.0, .region = 1, .behind = 1});
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(solved.plan.contracts[0][0].purchase_cost == Approx(100.0 * 50.0));
    CHECK(solved.plan.contracts[0][0].supply_cost_per_mwh == Approx((5000.0 + 1200.0) / 160.0));
}

TEST_CASE("the grid's mean emission is that of the connected regions") {
    SmallStudy small;
    for (const char* name : {"a", "b", "apart"}) small.region(name, {100.0});
    small.line(0, 1, 0.0);
    small.plant({.name = "coal",
                 .capacity_mw = 500.0,
                 .variable_cost_per_mwh = 1.0,
                 .region = 0,
                 .emission_t_per_mwh_thermal = 0.9});
    small.plant({.name = "nuclear", .capacity_mw = 500.0, .variable_cost_per_mwh = 1.0, .region = 1});
    small.plant({.name = "oil",
                 .capacity_mw = 500.0,
                 .variable_cost_per_mwh = 1.0,
                 .region = 2,
                 .emission_t_per_mwh_thermal = 3.0});
    small.data_center({.name = "hub", .draw_mw = {50.0}, .connection_mw = 50.0, .region = 1});
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(solved.plan.summary[0].data_center_grid_emission_t[0] == Approx(50.0 * 0.9 * 100.0 / 250.0));
}
