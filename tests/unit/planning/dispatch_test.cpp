// Operation on paper: merit order, prices, stores, lines, must-run, unserved energy. Clp's tolerance is 1e-9, so 1e-7
// relative is ample.
#include <doctest/doctest.h>

#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

void check_plan(const SmallStudy& small, const Solved& solved) {
    REQUIRE(solved.flat.optimal);
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
    const double cost = solved.flat.objective * solved.program.money_unit;
    CHECK(solved.plan.objective == Approx(cost).epsilon(1e-9));
    CHECK(cost_from_figures(solved.plan) == Approx(cost).epsilon(1e-9));
}

}  // namespace

TEST_CASE("merit order, and the price is the marginal cost") {
    SmallStudy small;
    small.region("a", {50.0, 120.0, 180.0});
    small.plant({.name = "cheap", .capacity_mw = 100.0, .variable_cost_per_mwh = 20.0});
    small.plant({.name = "dear", .capacity_mw = 60.0, .variable_cost_per_mwh = 70.0});
    const Solved solved = small.solve();
    check_plan(small, solved);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.generation_mw(0, 0) == Approx(50.0));
    CHECK(d.generation_mw(1, 0) == Approx(100.0));
    CHECK(d.generation_mw(1, 1) == Approx(20.0));
    CHECK(d.unserved_mw(2, 0) == Approx(20.0));  // 180 - 160
    CHECK(d.price_per_mwh(0, 0) == Approx(20.0));
    CHECK(d.price_per_mwh(1, 0) == Approx(70.0));
    CHECK(d.price_per_mwh(2, 0) == Approx(1000.0));
    const double undiscounted =
        50.0 * 20.0 + (100.0 * 20.0 + 20.0 * 70.0) + (100.0 * 20.0 + 60.0 * 70.0 + 20.0 * 1000.0);
    CHECK(solved.plan.objective == Approx(undiscounted));
    const auto& year = solved.plan.summary[0];
    CHECK(year.unserved_cost == Approx(20000.0));
    CHECK(year.region_mean_price_per_mwh[0] == Approx((50.0 * 20.0 + 120.0 * 70.0 + 180.0 * 1000.0) / 350.0));
    CHECK(year.region_price_without_scarcity_per_mwh[0] == Approx((50.0 * 20.0 + 120.0 * 70.0) / 170.0));
}

TEST_CASE("discounting and weights leave the price in money of the price year") {
    SmallStudy small(2);
    small.study.discount_rate = 0.1;
    small.weather_years({0.25, 0.75});
    small.region("a", {50.0, 120.0});
    small.plant({.name = "cheap", .capacity_mw = 100.0, .variable_cost_per_mwh = 20.0});
    small.plant({.name = "dear", .capacity_mw = 60.0, .variable_cost_per_mwh = 70.0});
    const Solved solved = small.solve();
    check_plan(small, solved);
    REQUIRE(solved.plan.dispatch.size() == 4);
    for (const auto& d : solved.plan.dispatch) CHECK(d.price_per_mwh(1, 0) == Approx(70.0));
    const double a_year = 50.0 * 20.0 + 100.0 * 20.0 + 20.0 * 70.0;
    CHECK(solved.plan.objective == Approx(a_year * (std::pow(1.1, -0.5) + std::pow(1.1, -1.5))));
}

TEST_CASE("fuel and carbon make the marginal cost and the emission") {
    SmallStudy small;
    small.study.carbon_price_per_t = {{2030, 40.0}};
    small.region("a", {50.0});
    small.plant({.name = "gas",
                 .capacity_mw = 100.0,
                 .variable_cost_per_mwh = 3.0,
                 .emission_t_per_mwh_thermal = 0.2,
                 .fuel_price = 30.0,
                 .efficiency_frac = 0.5});
    const Solved solved = small.solve();
    check_plan(small, solved);
    CHECK(solved.plan.dispatch[0].price_per_mwh(0, 0) == Approx(3.0 + (30.0 + 0.2 * 40.0) / 0.5));
    CHECK(solved.plan.summary[0].emission_t == Approx(50.0 * 0.4));
}

TEST_CASE("a store buys low and sells high, with its efficiencies") {
    // 10 MW charged in the first hour give 9 MWh; 9 × 0.8 = 7.2 MWh come back in the second: the dear plant makes 20
    // - 7.2.
    SmallStudy small;
    small.region("a", {50.0, 120.0});
    small.plant({.name = "cheap", .capacity_mw = 100.0, .variable_cost_per_mwh = 20.0});
    small.plant({.name = "dear", .capacity_mw = 60.0, .variable_cost_per_mwh = 70.0});
    small.store({.name = "battery",
                 .power_mw = 10.0,
                 .energy_mwh = 40.0,
                 .charge_efficiency_frac = 0.9,
                 .discharge_efficiency_frac = 0.8,
                 .cycling_cost_per_mwh = 5.0});
    const Solved solved = small.solve();
    check_plan(small, solved);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.charge_mw(0, 0) == Approx(10.0));
    CHECK(d.discharge_mw(1, 0) == Approx(7.2));
    CHECK(d.content_mwh(0, 0) == Approx(9.0));
    CHECK(d.content_mwh(1, 0) == Approx(0.0));
    CHECK(d.generation_mw(1, 1) == Approx(12.8));
    CHECK(solved.plan.objective == Approx(60.0 * 20.0 + 100.0 * 20.0 + 12.8 * 70.0 + 7.2 * 5.0));
    CHECK(solved.plan.summary[0].overlap_mwh == Approx(0.0));
}

TEST_CASE("a store is cyclic: no free energy, and it carries over the year's end") {
    // The dear hour is the first: the store must be charged in the second and lose 10 % on the way round.
    SmallStudy small;
    small.region("a", {120.0, 50.0});
    small.plant({.name = "cheap", .capacity_mw = 100.0, .variable_cost_per_mwh = 20.0});
    small.plant({.name = "dear", .capacity_mw = 60.0, .variable_cost_per_mwh = 70.0});
    small.store({.name = "battery",
                 .power_mw = 10.0,
                 .energy_mwh = 40.0,
                 .standing_loss_frac_per_h = 0.1,
                 .cycling_cost_per_mwh = 1.0});
    const Solved solved = small.solve();
    check_plan(small, solved);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.charge_mw(1, 0) == Approx(10.0));
    CHECK(d.discharge_mw(0, 0) == Approx(9.0));
    CHECK(solved.plan.objective == Approx(100.0 * 20.0 + 11.0 * 70.0 + 60.0 * 20.0 + 9.0));
}

TEST_CASE("a line with losses: the price grows by 1 / (1 - loss)") {
    SmallStudy small;
    const int a = small.region("a", {50.0}), b = small.region("b", {40.0});
    small.plant({.name = "cheap", .capacity_mw = 200.0, .variable_cost_per_mwh = 20.0, .region = a});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0, .region = b});
    small.line(b, a, 60.0, 0.05);  // written from the dear side: the flow is in reverse
    const Solved solved = small.solve();
    check_plan(small, solved);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.flow_reverse_mw(0, 0) == Approx(40.0 / 0.95));
    CHECK(d.flow_forward_mw(0, 0) == Approx(0.0));
    CHECK(d.price_per_mwh(0, 1) / d.price_per_mwh(0, 0) == Approx(1.0 / 0.95));
}

TEST_CASE("a full line without losses separates the prices; parallel lines add, written either way") {
    SmallStudy small;
    const int a = small.region("a", {50.0, 10.0}), b = small.region("b", {40.0, 0.0});
    small.plant({.name = "cheap", .capacity_mw = 200.0, .variable_cost_per_mwh = 20.0, .region = a});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0, .region = b});
    small.line(a, b, 20.0);
    small.line(b, a, 10.0);
    const Solved solved = small.solve();
    check_plan(small, solved);
    const auto& d = solved.plan.dispatch[0];
    REQUIRE(solved.plan.corridors.name.size() == 1);
    CHECK(d.flow_forward_mw(0, 0) == Approx(30.0));
    CHECK(d.flow_reverse_mw(0, 0) == Approx(0.0));
    CHECK(d.price_per_mwh(0, 0) == Approx(20.0));
    CHECK(d.price_per_mwh(0, 1) == Approx(70.0));
}

TEST_CASE("an interface limits the signed sum of its lines, whichever way they are written") {
    for (const double loss : {0.0, 0.02}) {
        CAPTURE(loss);
        SmallStudy small;
        const int a = small.region("a", {50.0}), b = small.region("b", {40.0}), c = small.region("c", {30.0});
        small.plant({.name = "cheap", .capacity_mw = 500.0, .variable_cost_per_mwh = 20.0, .region = a});
        small.plant({.name = "dear b", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0, .region = b});
        small.plant({.name = "dear c", .capacity_mw = 200.0, .variable_cost_per_mwh = 80.0, .region = c});
        const int ab = small.line(a, b, 100.0, loss), ca = small.line(c, a, 100.0, loss);
        small.interface({{static_cast<model::LineIndex>(ab), 1.0}, {static_cast<model::LineIndex>(ca), -1.0}}, 45.0);
        const Solved solved = small.solve();
        check_plan(small, solved);
        const auto& d = solved.plan.dispatch[0];
        CHECK(d.interface_flow_mw(0, 0) == Approx(45.0));
        CHECK(d.flow_reverse_mw(0, 1) == Approx(30.0 / (1.0 - loss)));  // c is dearer: it is served first
        CHECK(d.flow_forward_mw(0, 0) == Approx(45.0 - 30.0 / (1.0 - loss)));
        CHECK(solved.plan.capacity.interface_limit_mw(0, 0) == 45.0);
    }
}

TEST_CASE("must-run output runs, and what nobody takes is spilled at its price") {
    SmallStudy small;
    small.study.planning.spill_cost_per_mwh = 3.0;
    small.region("a", {50.0, 120.0});
    small.plant({.name = "must", .capacity_mw = 100.0, .variable_cost_per_mwh = 8.0, .must_run_frac = 0.7});
    small.plant({.name = "cheap", .capacity_mw = 100.0, .variable_cost_per_mwh = 5.0});
    const Solved solved = small.solve();
    check_plan(small, solved);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.generation_mw(0, 0) == Approx(70.0));
    CHECK(d.spill_mw(0, 0) == Approx(20.0));
    CHECK(d.price_per_mwh(0, 0) == Approx(-3.0));  // one more MW of demand saves a spilled one
    CHECK(d.generation_mw(1, 0) == Approx(70.0));
    CHECK(d.generation_mw(1, 1) == Approx(50.0));
    CHECK(solved.plan.objective == Approx(140.0 * 8.0 + 20.0 * 3.0 + 50.0 * 5.0));
}

TEST_CASE("equal plants run as one fleet, equals among fleets share pro rata") {
    SmallStudy small;
    small.region("a", {60.0});
    const auto add = [&](const std::string& name, model::Technology technology, double mw) {
        small.plant({.name = name, .capacity_mw = mw, .technology = technology, .resource_frac = {0.5}});
    };
    add("wind 1", model::Technology::onshore, 100.0);
    add("wind 2", model::Technology::offshore, 60.0);
    small.plant({.name = "gas 1", .capacity_mw = 50.0, .variable_cost_per_mwh = 30.0});
    small.plant({.name = "gas 2", .capacity_mw = 50.0, .variable_cost_per_mwh = 30.0});
    const Solved solved = small.solve();
    check_plan(small, solved);
    REQUIRE(solved.plan.plants.name.size() == 3);
    CHECK(solved.plan.plants.name[2] == "a gas");
    CHECK(solved.program.staircase.chains[0].columns() == 3);  // both winds, gas, unserved
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.generation_mw(0, 0) == Approx(60.0 * 50.0 / 80.0));
    CHECK(d.generation_mw(0, 1) == Approx(60.0 * 30.0 / 80.0));
    CHECK(d.available_mw(0, 0) == Approx(50.0));
    CHECK(solved.plan.capacity.fleet_mw(0, 2) == 100.0);
}

TEST_CASE("units that come and go within the year") {
    SmallStudy small;
    small.region("a", {50.0, 50.0, 50.0});
    small.plant({.name = "late", .capacity_mw = 60.0, .variable_cost_per_mwh = 10.0});
    small.plant({.name = "leaving", .capacity_mw = 60.0, .variable_cost_per_mwh = 20.0});
    const base::UtcSeconds start = base::utc_of_date(2030, 1, 1, 0);
    small.study.plants.commissioned[0] = start + 2 * 3600;
    small.study.plants.closed[1] = start + 1 * 3600;
    const Solved solved = small.solve();
    check_plan(small, solved);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.generation_mw(0, 1) == Approx(50.0));
    CHECK(d.unserved_mw(1, 0) == Approx(50.0));
    CHECK(d.generation_mw(2, 0) == Approx(50.0));
    CHECK(solved.plan.capacity.fleet_mw(0, 0) == 60.0);
    CHECK(solved.plan.capacity.fleet_mw(0, 1) == 0.0);
}

TEST_CASE("a solution without values reads as NaN, not as zero") {
    SmallStudy small;
    small.region("a", {50.0});
    small.plant({.name = "cheap", .capacity_mw = 100.0, .variable_cost_per_mwh = 20.0});
    const auto profiles = small.profiles();
    const auto program = planning::build_program(small.study, profiles);
    lp::Solution nothing;
    nothing.status = lp::Status::invalid_input;
    nothing.message = "a reason";
    const auto plan = planning::read_plan(small.study, profiles, program, nothing);
    CHECK(plan.status == lp::Status::invalid_input);
    CHECK(plan.message == "a reason");
    CHECK(std::isnan(plan.objective));
    CHECK(std::isnan(plan.dispatch[0].generation_mw(0, 0)));
    CHECK(std::isnan(plan.dispatch[0].price_per_mwh(0, 0)));
}
