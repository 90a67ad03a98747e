// Capacity fade of batteries in the linear program: by hand, against Clp, with certificate, and in operation.
#include <doctest/doctest.h>

#include "base/error.hpp"
#include "lp/certificate.hpp"
#include "lp/interior_point.hpp"
#include "planning/analyses/operate.hpp"
#include "planning/components/store_fade.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

lp::Settings tight() {
    lp::Settings settings;
    settings.tolerance = 1e-9;
    return settings;
}

constexpr double kPerYear = 0.05, kPerCycle = 0.02;

model::StoreAgeing fading(double per_year = kPerYear, double per_cycle = kPerCycle) {
    model::StoreAgeing ageing;
    ageing.chemistry = model::Chemistry::lfp;
    ageing.fade_frac_per_year = per_year;
    ageing.fade_frac_per_full_cycle = per_cycle;
    return ageing;
}

// A free plant of 20 MW in the first hour of four; demand of 10 in the third that nothing else serves. The store must
// give 10 MWh once a year.
SmallStudy forced_cycle(int years, const model::StoreAgeing& ageing, double life_years = 15.0) {
    SmallStudy small(years);
    small.region("a", {0.0, 0.0, 10.0, 0.0});
    small.plant({.name = "sun", .capacity_mw = 20.0, .resource_frac = {1.0, 0.0, 0.0, 0.0}});
    small.store({.name = "tower",
                 .build_power = may_build(100.0, 1.0, life_years),
                 .build_energy = may_build(100.0, 30.0, life_years),
                 .ageing = ageing});
    return small;
}

void check_solved(const SmallStudy& small, const Solved& solved) {
    REQUIRE(solved.flat.optimal);
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
    CHECK(solved.plan.objective == Approx(solved.flat.objective * solved.program.money_unit).epsilon(1e-9));
    const lp::Certificate certificate = lp::certify(solved.program.staircase, solved.flat.solution);
    CHECK(lp::holds(certificate, 1e-6));
}

}  // namespace

TEST_CASE("two years of one forced cycle: energy built once suffices to the end") {
    // U1 = .95 E - k/2 · 20, U2 = U1 - .05 E - k/2 · 20, U2 >= 10: 10.4 = .9 E. k/2 · 20 = 0.2.
    SmallStudy small = forced_cycle(2, fading());
    small.study.stores.build_energy[0].last_year = small.study.horizon.first_year;
    const Solved solved = small.solve();
    check_solved(small, solved);
    const double energy = 10.4 / 0.9;
    CHECK(solved.plan.capacity.store_energy_mwh(0, 0) == Approx(energy));
    CHECK(solved.plan.capacity.store_energy_mwh(1, 0) == Approx(energy));
    CHECK(solved.plan.capacity.store_usable_mwh(0, 0) == Approx(0.95 * energy - 0.2));
    CHECK(solved.plan.capacity.store_usable_mwh(1, 0) == Approx(10.0));
}

TEST_CASE("two years of one forced cycle: energy is built in the cheaper second year") {
    // The second year costs one annuity instead of two: 10.2 = .95 E, and then 10 = 10 + .95 more - .05 E - .2.
    const SmallStudy small = forced_cycle(2, fading());
    const Solved solved = small.solve();
    check_solved(small, solved);
    const double first = 10.2 / 0.95, more = (0.05 * first + 0.2) / 0.95;
    CHECK(solved.plan.capacity.store_energy_mwh(0, 0) == Approx(first));
    CHECK(solved.plan.capacity.store_energy_mwh(1, 0) == Approx(first + more));
    CHECK(solved.plan.capacity.store_usable_mwh(0, 0) == Approx(10.0));
    CHECK(solved.plan.capacity.store_usable_mwh(1, 0) == Approx(10.0));
    // Without a chemistry it would be 10 MWh in a program without such rows.
    const SmallStudy plain = forced_cycle(2, {});
    const Solved unaged = plain.solve();
    check_solved(plain, unaged);
    CHECK(unaged.plan.capacity.store_energy_mwh(1, 0) == Approx(10.0));
    CHECK(unaged.plan.capacity.store_usable_mwh(1, 0) == Approx(10.0));
    CHECK(solved.program.staircase.linking.size() == unaged.program.staircase.linking.size() + 2);
    CHECK(unaged.program.staircase.border.size() == 4);  // power and energy in two years, and nothing else
}

TEST_CASE("throughput includes losses on the side of the store") {
    // 10 MWh given are 10/0.8 out of the store and as much in: path 25, k/2 · 25 = 0.25 a year; content 12.5.
    SmallStudy small(1);
    small.region("a", {0.0, 0.0, 10.0, 0.0});
    small.plant({.name = "sun", .capacity_mw = 50.0, .resource_frac = {1.0, 0.0, 0.0, 0.0}});
    small.store({.name = "tower",
                 .charge_efficiency_frac = 0.9,
                 .discharge_efficiency_frac = 0.8,
                 .build_power = may_build(100.0, 1.0),
                 .build_energy = may_build(100.0, 30.0),
                 .ageing = fading()});
    const Solved solved = small.solve();
    check_solved(small, solved);
    CHECK(solved.plan.capacity.store_energy_mwh(0, 0) == Approx((12.5 + 0.25) / 0.95));
}

// 10 MWh must be held for the last hour, which has no other source; in the second hour a plant at `cost` may be
// replaced.
SmallStudy optional_cycle(double cost) {
    SmallStudy small(1);
    small.region("a", {0.0, 10.0, 0.0, 10.0});
    small.plant({.name = "sun", .capacity_mw = 20.0, .resource_frac = {1.0, 0.0, 1.0, 0.0}});
    small.plant(
        {.name = "dear", .capacity_mw = 100.0, .variable_cost_per_mwh = cost, .resource_frac = {0.0, 1.0, 0.0, 0.0}});
    small.store({.name = "tower",
                 .build_power = may_build(100.0, 0.0),
                 .build_energy = may_build(100.0, 30.0),
                 .ageing = fading()});
    return small;
}

TEST_CASE("a cycle that earns less than the fade it causes is not made") {
    // A cycle more for the second hour saves 10 · cost; its wear, 0.2 MWh, must be built on top at 30 / 0.95 each: 6.3.
    for (const double cost : {0.5, 0.8}) {
        const SmallStudy small = optional_cycle(cost);
        const Solved solved = small.solve();
        check_solved(small, solved);
        const double discharged = solved.plan.dispatch[0].discharge_mw(1, 0);
        CHECK(discharged == Approx(cost > 30.0 * 0.02 / 0.95 ? 10.0 : 0.0));
        CHECK(solved.plan.capacity.store_energy_mwh(0, 0) == Approx((10.0 + 0.01 * (20.0 + 2.0 * discharged)) / 0.95));
    }
}

TEST_CASE("the dispatch of a plan pays for throughput what its fade costs in the plan") {
    // In the plan, a MWh in or out costs 0.01 MWh of energy at 30 / 0.95: a second cycle of 10 MWh costs 6.3, as there.
    // Throughput has no cost of operation: only `dear` has one.
    const SmallStudy planned = optional_cycle(0.5);
    const Solved solved = planned.solve();
    check_solved(planned, solved);
    const planning::FixedPlan fixed = planning::fixed_plan(planned.study, solved.plan);
    for (const double cost : {0.62, 0.64}) {
        const SmallStudy small = optional_cycle(cost);
        const planning::Operation operation = planning::operate(small.study, small.profiles(), fixed, {}, tight(), {});
        REQUIRE(operation.plan.status == lp::Status::optimal);
        const bool cycles = cost > 30.0 * 0.02 / 0.95;
        CHECK(operation.plan.dispatch[0].discharge_mw(1, 0) == Approx(cycles ? 10.0 : 0.0).epsilon(1e-5));
        CHECK(operation.plan.summary[0].operation_cost == Approx(cycles ? 0.0 : 10.0 * cost).epsilon(1e-5));
    }
}

TEST_CASE("fade weights weather years, and the worst one needs the energy") {
    // In the second weather year the sun gives half: 10 MWh are unserved at 1,000; the store is built for 10 and wears
    // with the mean of both: k/2 (0.25 · 20 + 0.75 · 10).
    SmallStudy small = forced_cycle(1, fading());
    small.study.plants.capacity_mw[0] = 10.0;
    small.weather_years({0.25, 0.75});
    small.resource_factor = {1.0, 0.5};
    const Solved solved = small.solve();
    check_solved(small, solved);
    CHECK(solved.plan.capacity.store_energy_mwh(0, 0) == Approx((10.0 + 0.01 * 12.5) / 0.95));
}

TEST_CASE("energy retired within the horizon takes its fade with it") {
    // A life of one year: each year its own 10.2 / 0.95.
    const SmallStudy each = forced_cycle(3, fading(), 1.0);
    const Solved yearly = each.solve();
    check_solved(each, yearly);
    for (const std::size_t y : {0u, 1u, 2u}) {
        CHECK(yearly.plan.capacity.store_built_mwh(y, 0) == Approx(10.2 / 0.95));
        CHECK(yearly.plan.capacity.store_energy_mwh(y, 0) == Approx(10.2 / 0.95));
    }
    // A life of two in three years: each year has its 10 MWh whenever it is built, and the balances of pools hold.
    const SmallStudy overlap = forced_cycle(3, fading(), 2.0);
    const Solved solved = overlap.solve();
    check_solved(overlap, solved);
    for (const std::size_t y : {0u, 1u, 2u}) CHECK(solved.plan.capacity.store_usable_mwh(y, 0) >= 10.0 - 1e-6);
}

TEST_CASE("an existing store fades from the start of the horizon") {
    SmallStudy small(2);
    small.region("a", {0.0, 0.0, 10.0, 0.0});
    small.plant({.name = "sun", .capacity_mw = 20.0, .resource_frac = {1.0, 0.0, 0.0, 0.0}});
    small.store({.name = "tower", .power_mw = 20.0, .energy_mwh = 10.0, .ageing = fading()});
    const Solved solved = small.solve();
    check_solved(small, solved);
    // U1 = 9.5 - 0.02 d1 and d1 <= U1; U2 = U1 - 0.5 - 0.02 d2.
    const double first = 9.5 / 1.02, second = (first - 0.5) / 1.02;
    const double together = solved.plan.dispatch[0].discharge_mw(2, 0) + solved.plan.dispatch[1].discharge_mw(2, 0);
    CHECK(together == Approx(first + second).epsilon(1e-3));
}

TEST_CASE("the solver agrees with Clp, and its certificate holds") {
    for (const double life : {15.0, 2.0}) {
        const SmallStudy small = forced_cycle(4, fading(), life);
        const profiles::Profiles series = small.profiles();
        const planning::Program program = planning::build_program(small.study, series);
        const lp::Solution solution = lp::solve(program.staircase, tight(), {});
        REQUIRE(solution.status == lp::Status::optimal);
        const planning::Plan plan = planning::read_plan(small.study, series, program, solution);
        CHECK(plan.status == lp::Status::optimal);
        const FlatResult clp = solve_with_clp(program.staircase);
        REQUIRE(clp.optimal);
        CHECK(plan.objective == Approx(clp.objective * program.money_unit).epsilon(1e-6));
        CHECK_FALSE(plan.battery.empty());
    }
}

TEST_CASE("the dispatch of a plan uses the plan's usable energy") {
    const SmallStudy small = forced_cycle(2, fading());
    const Solved solved = small.solve();
    const planning::FixedPlan fixed = planning::fixed_plan(small.study, solved.plan);
    const planning::Operation operation = planning::operate(small.study, small.profiles(), fixed, {}, tight(), {});
    REQUIRE(operation.plan.status == lp::Status::optimal);
    CHECK(operation.plan.objective == Approx(solved.plan.objective).epsilon(1e-6));
    for (const std::size_t y : {0u, 1u}) {
        CHECK(operation.plan.capacity.store_usable_mwh(y, 0) == Approx(solved.plan.capacity.store_usable_mwh(y, 0)));
        CHECK(operation.plan.dispatch[y].discharge_mw(2, 0) == Approx(10.0).epsilon(1e-5));
    }
    planning::FixedPlan silent = fixed;
    std::erase_if(silent.builds, [](const auto& build) { return build.kind == assets::CapacityKind::usable_energy; });
    CHECK_THROWS_AS(planning::operate(small.study, small.profiles(), silent, {}, {}, {}), base::InputError);
}
