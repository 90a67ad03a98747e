// Investments: annuities, limits, lifetimes, stores and lines, ageing.
#include <doctest/doctest.h>

#include "base/capital_recovery.hpp"
#include "base/error.hpp"
#include "planning/investments.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

void check_cost(const SmallStudy& small, const Solved& solved) {
    REQUIRE(solved.flat.optimal);
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
    const double cost = solved.flat.objective * solved.program.money_unit;
    CHECK(solved.plan.objective == Approx(cost).epsilon(1e-9));
    CHECK(cost_from_figures(solved.plan) == Approx(cost).epsilon(1e-9));
}

}  // namespace

TEST_CASE("capital recovery factors") {
    // Published values of i (1+i)^n / ((1+i)^n - 1), given to ten digits.
    CHECK(decawatt::base::capital_recovery_factor(0.05, 20.0) == Approx(0.08024258719).epsilon(1e-9));
    CHECK(decawatt::base::capital_recovery_factor(0.07, 25.0) == Approx(0.08581051722).epsilon(1e-9));
    CHECK(decawatt::base::capital_recovery_factor(0.03, 30.0) == Approx(0.05101925932).epsilon(1e-9));
    CHECK(decawatt::base::capital_recovery_factor(0.08, 10.0) == Approx(0.14902948870).epsilon(1e-9));
    CHECK(decawatt::base::capital_recovery_factor(0.0, 4.0) == 0.25);
    CHECK(decawatt::base::capital_recovery_factor(1e-12, 4.0) == Approx(0.25));
}

TEST_CASE("capacity is built up to the number of hours that pays for it") {
    // New plant: 10 per MWh and 100 per MW and year; it replaces the expensive one (70). Each hour of use saves 60: two
    // hours pay, one does not. Load 50, 80, 120: 80 MW are used in two hours or more; the 40 MW above in one.
    SmallStudy small;
    small.region("a", {50.0, 80.0, 120.0});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
    small.plant({.name = "new", .variable_cost_per_mwh = 10.0, .build = may_build(500.0, 80.0, 1.0, 20.0)});
    const Solved solved = small.solve();
    check_cost(small, solved);
    CHECK(solved.plan.capacity.fleet_built_mw(0, 1) == Approx(80.0));
    CHECK(solved.plan.summary[0].capacity_cost == Approx(8000.0));
    CHECK(solved.plan.objective == Approx(8000.0 + (50.0 + 80.0 + 80.0) * 10.0 + 40.0 * 70.0));
    CHECK(solved.plan.dispatch[0].available_mw(0, 1) == Approx(80.0));
}

TEST_CASE("existing and new capacity of one plant are dispatched as one") {
    SmallStudy small;
    small.region("a", {50.0, 80.0, 120.0});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
    small.plant(
        {.name = "grows", .capacity_mw = 30.0, .variable_cost_per_mwh = 10.0, .build = may_build(500.0, 100.0)});
    const Solved solved = small.solve();
    check_cost(small, solved);
    CHECK(solved.plan.capacity.fleet_built_mw(0, 1) == Approx(50.0));
    CHECK(solved.plan.capacity.fleet_mw(0, 1) == Approx(80.0));
    CHECK(solved.plan.dispatch[0].generation_mw(1, 1) == Approx(80.0));
    CHECK(solved.plan.dispatch[0].available_mw(0, 1) == Approx(80.0));
}

TEST_CASE("limits by year accumulate before the horizon; the limit over all years is one row") {
    // Every MW pays. 10 a year since 2028: 30 in 2030, 10 in 2031, 5 in 2032 as 45 are allowed in all.
    SmallStudy small(3);
    small.region("a", {100.0});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
    auto option = may_build(45.0, 30.0, 3.0);
    option.limit_per_year = 10.0;
    option.first_year = 2028;
    small.plant({.name = "new", .variable_cost_per_mwh = 10.0, .build = option});
    const Solved solved = small.solve();
    check_cost(small, solved);
    const auto& built = solved.plan.capacity.fleet_built_mw;
    CHECK(built(0, 1) == Approx(30.0));
    CHECK(built(1, 1) == Approx(10.0));
    CHECK(built(2, 1) == Approx(5.0));
    CHECK(solved.program.staircase.linking.size() == 1);
}

TEST_CASE("capacity and its annuity end with its lifetime") {
    // Life of two years at a capital of 40 (20 a year, rate 0), 60 saved a year and MW. 10 MW in all: built once, in
    // 2030 or in 2031 (same cost), retired after it.
    SmallStudy small(4);
    small.region("a", {100.0});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
    small.plant({.name = "new", .variable_cost_per_mwh = 10.0, .build = may_build(10.0, 40.0, 2.0)});
    small.study.plants.build[1].last_year = 2030;
    const Solved solved = small.solve();
    check_cost(small, solved);
    for (std::size_t y = 0; y < 4; ++y) {
        CHECK(solved.plan.capacity.fleet_mw(y, 1) == Approx(y < 2 ? 10.0 : 0.0));
        CHECK(solved.plan.summary[y].capacity_cost == Approx(y < 2 ? 200.0 : 0.0));
        CHECK(solved.plan.dispatch[y].generation_mw(0, 1) == Approx(y < 2 ? 10.0 : 0.0));
    }
}

TEST_CASE("a plant built late pays no annuity beyond the horizon") {
    // Capital 1000 over 10 years is 100 a year at rate 0, 60 × 2 hours saved a year: it pays in every year, the last
    // one too.
    SmallStudy small(2);
    small.study.discount_rate = 0.0;
    small.region("a", {100.0, 100.0});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
    auto option = may_build(100.0, 1000.0, 10.0);
    option.limit_per_year = 50.0;
    small.plant({.name = "new", .variable_cost_per_mwh = 10.0, .build = option});
    const Solved solved = small.solve();
    check_cost(small, solved);
    CHECK(solved.plan.capacity.fleet_built_mw(1, 1) == Approx(50.0));
    CHECK(solved.plan.summary[0].capacity_cost == Approx(50.0 * 100.0));
    CHECK(solved.plan.summary[1].capacity_cost == Approx(100.0 * 100.0));
}

TEST_CASE("photovoltaics degrade with every year since construction") {
    SmallStudy small(3);
    small.study.pv_systems.degradation_frac_per_year = {0.1};
    small.region("a", {100.0, 100.0});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
    auto option = may_build(40.0, 1.0, 20.0);
    option.last_year = 2030;
    small.plant({.name = "sun", .technology = model::Technology::solar, .resource_frac = {0.0, 0.5}, .build = option});
    small.plant({.name = "old sun",
                 .capacity_mw = 20.0,
                 .technology = model::Technology::solar,
                 .contract = -1,
                 .resource_frac = {0.0, 0.5}});
    for (const std::size_t p : {1u, 2u}) small.study.plants.pv_system[p] = static_cast<model::PvSystemIndex>(0);
    small.study.plants.commissioned[2] = base::utc_of_date(2029, 7, 1, 0);
    const Solved solved = small.solve();
    check_cost(small, solved);
    for (std::size_t y = 0; y < 3; ++y) {
        const double age = static_cast<double>(y);
        CHECK(solved.plan.dispatch[y].generation_mw(1, 1) == Approx(40.0 * 0.5 * std::pow(0.9, age)));
        CHECK(solved.plan.dispatch[y].generation_mw(1, 2) == Approx(20.0 * 0.5 * std::pow(0.9, age + 1.0)));
        CHECK(solved.plan.dispatch[y].available_mw(1, 1) == Approx(40.0 * 0.5 * std::pow(0.9, age)));
        CHECK(solved.plan.capacity.fleet_mw(y, 1) == Approx(40.0));
    }
}

TEST_CASE("wind farms degrade at the rate of their turbine") {
    SmallStudy small(3);
    small.study.turbines.rules.resize(1);
    small.study.turbines.rules[0].degradation_frac_per_year = 0.05;
    small.region("a", {100.0, 100.0});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
    small.plant({.name = "wind",
                 .capacity_mw = 20.0,
                 .technology = model::Technology::onshore,
                 .contract = -1,
                 .resource_frac = {0.2, 0.5}});
    small.study.plants.turbine[1] = static_cast<model::TurbineIndex>(0);
    small.study.plants.commissioned[1] = base::utc_of_date(2029, 7, 1, 0);
    const Solved solved = small.solve();
    for (std::size_t y = 0; y < 3; ++y)
        CHECK(solved.plan.dispatch[y].available_mw(1, 1) ==
              Approx(20.0 * 0.5 * std::pow(0.95, static_cast<double>(y) + 1.0)));
}

TEST_CASE("a store is sized in power and in energy") {
    // Two hours at night (20 per MWh) and two by day (70, 20 MW above the cheap plant). A full cycle over both hours
    // saves 50 - 0 per MWh: 2 h × 50 a MW. Power costs 30 a MW, energy 10 a MWh: 20 MW and 40 MWh pay.
    SmallStudy small;
    small.region("a", {50.0, 50.0, 120.0, 120.0});
    small.plant({.name = "cheap", .capacity_mw = 100.0, .variable_cost_per_mwh = 20.0});
    small.plant({.name = "dear", .capacity_mw = 60.0, .variable_cost_per_mwh = 70.0});
    small.store({.name = "battery", .build_power = may_build(100.0, 30.0), .build_energy = may_build(400.0, 10.0)});
    const Solved solved = small.solve();
    check_cost(small, solved);
    CHECK(solved.plan.capacity.store_built_mw(0, 0) == Approx(20.0));
    CHECK(solved.plan.capacity.store_built_mwh(0, 0) == Approx(40.0));
    CHECK(solved.plan.capacity.store_discharge_mw(0, 0) == Approx(20.0));
    CHECK(solved.plan.objective == Approx(4 * 100.0 * 20.0 - 60.0 * 20.0 + 20.0 * 30.0 + 40.0 * 10.0));
}

TEST_CASE("an upgrade adds power to existing energy; a new store is separate from the existing one") {
    SmallStudy upgrade;
    upgrade.region("a", {50.0, 120.0});
    upgrade.plant({.name = "cheap", .capacity_mw = 100.0, .variable_cost_per_mwh = 20.0});
    upgrade.plant({.name = "dear", .capacity_mw = 60.0, .variable_cost_per_mwh = 70.0});
    upgrade.store({.name = "dam", .power_mw = 5.0, .energy_mwh = 15.0, .build_power = may_build(100.0, 30.0)});
    const Solved solved = upgrade.solve();
    check_cost(upgrade, solved);
    REQUIRE(solved.plan.stores.name.size() == 1);
    CHECK(solved.plan.capacity.store_built_mw(0, 0) == Approx(10.0));  // then its 15 MWh are full
    CHECK(solved.plan.capacity.store_discharge_mw(0, 0) == Approx(15.0));
    CHECK(solved.plan.dispatch[0].discharge_mw(1, 0) == Approx(15.0));

    SmallStudy beside = upgrade;
    beside.study.stores.build_energy[0] = may_build(100.0, 5.0);
    const Solved other = beside.solve();
    check_cost(beside, other);
    REQUIRE(other.plan.stores.name.size() == 2);
    CHECK(other.plan.stores.name[1] == "dam (new)");
    CHECK(other.plan.dispatch[0].discharge_mw(1, 0) == Approx(5.0));
    CHECK(other.plan.dispatch[0].discharge_mw(1, 1) == Approx(15.0));
    CHECK(other.plan.capacity.store_discharge_mw(0, 1) == Approx(15.0));
}

TEST_CASE("a line is expanded as far as it pays, in both directions") {
    for (const double loss : {0.0, 0.05}) {
        CAPTURE(loss);
        SmallStudy small;
        const int a = small.region("a", {50.0, 0.0}), b = small.region("b", {40.0, 90.0});
        small.plant({.name = "cheap", .capacity_mw = 200.0, .variable_cost_per_mwh = 20.0, .region = a});
        small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0, .region = b});
        small.line(b, a, 10.0, loss,
                   may_build(500.0, 60.0));  // two hours' difference in price pay for it, one does not
        const Solved solved = small.solve();
        check_cost(small, solved);
        const double full = 40.0 / (1.0 - loss);
        CHECK(solved.plan.capacity.corridor_built_mw(0, 0) == Approx(full - 10.0));
        CHECK(solved.plan.capacity.corridor_forward_mw(0, 0) == Approx(full));
        CHECK(solved.plan.dispatch[0].flow_reverse_mw(0, 0) == Approx(full));
        CHECK(solved.plan.dispatch[0].flow_reverse_mw(1, 0) == Approx(full));
        CHECK(solved.plan.dispatch[0].flow_forward_mw(1, 0) == Approx(0.0));
    }
}

TEST_CASE("investments depend on all weather years with their weights") {
    // Wind gives 1 or 0.2 with weights 0.3 and 0.7: its mean of 0.44 × 60 saved = 26.4 pays for 26, not for 27.
    for (const double capex : {26.0, 27.0}) {
        SmallStudy small;
        small.weather_years({0.3, 0.7});
        small.resource_factor = {1.0, 0.2};
        small.region("a", {100.0});
        small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 60.0});
        small.plant({.name = "wind",
                     .technology = model::Technology::onshore,
                     .resource_frac = {1.0},
                     .build = may_build(50.0, capex)});
        const Solved solved = small.solve();
        check_cost(small, solved);
        CHECK(solved.plan.capacity.fleet_built_mw(0, 1) == Approx(capex < 26.4 ? 50.0 : 0.0));
    }
}

TEST_CASE("expansion options cannot be must-run, and upgrades cannot begin within a year") {
    SmallStudy small;
    small.region("a", {100.0});
    small.plant({.name = "stubborn", .must_run_frac = 0.5, .build = may_build(50.0, 1.0)});
    CHECK_THROWS_AS(small.solve(), std::logic_error);
    SmallStudy late;
    late.region("a", {100.0});
    late.store({.name = "dam", .power_mw = 5.0, .energy_mwh = 15.0, .build_power = may_build(100.0, 30.0)});
    late.study.stores.commissioned[0] = base::utc_of_date(2030, 7, 1, 0);
    CHECK_THROWS_AS(late.solve(), std::logic_error);
    late.study.stores.commissioned[0] = base::utc_of_date(2030, 1, 1, 0);
    CHECK_NOTHROW(late.solve());
}
