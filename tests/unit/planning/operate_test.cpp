// Operation of a fixed plan: with perfect foresight of the year, and window by window.
#include "planning/analyses/operate.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <tuple>

#include "base/error.hpp"
#include "operation_cases.hpp"
#include "parallel/blocks.hpp"
#include "random_study.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;
using planning::Foresight;
using namespace decawatt::tests::operation_cases;

TEST_CASE("perfect foresight: the battery is charged before the peak") {
    const SmallStudy small = peak();
    const auto operation = operated(small, plan_of(small));
    // 30 discharged in the last hour take 33.3 at the end of the third: 20 charged in it, 14.8 in the second.
    CHECK(operation.plan.objective == Approx(4548.148).epsilon(1e-5));
    CHECK(operation.perfect.empty());
    CHECK(worst_imbalance(small.study, operation.plan) < 1e-4);
    CHECK(operation.plan.dispatch[0].initial_content_mwh.empty());
}

TEST_CASE("windows of an hour: no charging without a value of content, full charging with a high one") {
    const SmallStudy small = peak();
    planning::FixedPlan fixed = plan_of(small);
    const auto blind = operated(small, fixed, windows(1, 1));
    CHECK(blind.plan.objective == Approx(7200.0).epsilon(1e-5));
    REQUIRE(blind.perfect.size() == 1);
    CHECK(blind.perfect[0].operation_cost == Approx(4548.148).epsilon(1e-5));
    CHECK(blind.plan.certificate.dual_objective == Approx(4548.148).epsilon(1e-5));  // the least cost of the whole year
    CHECK(blind.plan.certificate.relative_gap > 0.1);
    // Worth 50 in every hour: 20, 20 and 15.8 charged; 45 remain in the last hour, discharged to return to the initial
    // content.
    for (std::size_t m = 0; m < fixed.state_values.per_mwh.times(); ++m) fixed.state_values.per_mwh(m, 0) = 50.0;
    const auto eager = operated(small, fixed, windows(1, 1, true));
    CHECK(eager.plan.objective == Approx(4608.0).epsilon(1e-4));
    CHECK(eager.plan.dispatch[0].content_mwh(2, 0) == Approx(50.0).epsilon(1e-3));
    CHECK(std::abs(eager.plan.dispatch[0].content_mwh(3, 0)) < 1e-3);
}

TEST_CASE("a plan has values of stored energy") {
    const SmallStudy small = peak();
    const planning::FixedPlan fixed = plan_of(small);
    REQUIRE(fixed.state_values.name == std::vector<std::string>{"content battery"});
    // A MWh after the second hour saves a charge of 10 then; after the third 10 / 0.9; in the last hour 10 / 0.81; one
    // after the first is charged at 9 at most, for it loses a tenth. January of four hours; other months have none.
    CHECK(fixed.state_values.per_mwh(0, 0) == Approx((9.0 + 10.0 + 10.0 / 0.9 + 10.0 / 0.81) / 4.0).epsilon(0.1));
    CHECK(fixed.state_values.per_mwh(1, 0) == 0.0);
}

TEST_CASE("in its own weather a plan is dispatched at its own cost: targets are rows, whatever their prices") {
    const SmallStudy small = hub(0.7);
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    const planning::FixedPlan fixed = planning::fixed_plan(small.study, solved.plan);
    CHECK(fixed.prices.hourly_per_mwh(0, 0) > 1.0);
    CHECK(solved.plan.contracts[0][0].hourly_score_frac == Approx(0.7));
    const auto operation = operated(small, fixed);
    CHECK(operation.plan.capacity.store_energy_mwh(1, 0) == Approx(solved.plan.capacity.store_energy_mwh(1, 0)));
    CHECK(priced_cost(operation.plan, fixed.prices, 0.2) ==
          Approx(priced_cost(solved.plan, fixed.prices, 0.2)).epsilon(1e-5));
    CHECK(operation.plan.certificate.primal_objective == Approx(operation.plan.objective).epsilon(1e-6));
    CHECK(operation.plan.certificate.relative_gap < 1e-5);
    CHECK(cost_from_figures(operation.plan) == Approx(operation.plan.objective).epsilon(1e-6));
    CHECK(operation.plan.objective == Approx(solved.plan.objective).epsilon(1e-6));
    CHECK(operation.plan.contracts[0][0].hourly_score_frac == Approx(0.7).epsilon(1e-6));
    planning::FixedPlan unpriced = fixed;
    unpriced.prices.hourly_per_mwh = base::Series(2, 1);
    CHECK(operated(small, unpriced).plan.objective == Approx(solved.plan.objective).epsilon(1e-6));
    // The row is not part of a window: without its price the contract would buy from the grid.
    const auto cheap = operated(small, unpriced, windows(48, 48));
    CHECK(cheap.plan.objective < operation.plan.objective * (1.0 - 1e-4));
    CHECK(cheap.plan.contracts[0][0].hourly_score_frac < 0.69);
    REQUIRE(cheap.plan.shortfalls.size() == 4);  // hourly target and excess cap, of two years
    CHECK(cheap.plan.shortfalls[0].missed_frac ==
          Approx(0.7 - cheap.plan.contracts[0][0].hourly_score_frac).epsilon(1e-4));
    CHECK(cheap.perfect_shortfalls[0].amount == 0.0);
}

TEST_CASE("a window of the whole year equals perfect foresight; a shorter one costs more, priced targets included") {
    const SmallStudy small = hub(0.7);
    const planning::FixedPlan fixed = plan_of(small);
    const auto whole = operated(small, fixed), same = operated(small, fixed, windows(48, 24));
    const double least = priced_cost(whole.plan, fixed.prices, 0.2);
    CHECK(priced_cost(same.plan, fixed.prices, 0.2) == Approx(least).epsilon(1e-5));
    const auto day = operated(small, fixed, windows(24, 12, true)), hour = operated(small, fixed, windows(1, 1));
    CHECK(priced_cost(day.plan, fixed.prices, 0.2) > least * (1.0 - 1e-6));
    CHECK(priced_cost(hour.plan, fixed.prices, 0.2) > priced_cost(day.plan, fixed.prices, 0.2));
    CHECK(worst_imbalance(small.study, day.plan) < 1e-2);  // stores included: the year ends with the initial content
}

TEST_CASE("part of the plan's years, with capacity built before and paid in them") {
    SmallStudy small = hub(0.7);
    const Solved solved = small.solve();
    const planning::FixedPlan fixed = planning::fixed_plan(small.study, solved.plan);
    small.study.horizon.first_year = small.study.horizon.last_year;
    const auto operation = operated(small, fixed);
    REQUIRE(operation.plan.years == std::vector<int>{2031});
    CHECK(operation.plan.summary[0].capacity_cost == Approx(solved.plan.summary[1].capacity_cost));
    CHECK(operation.plan.capacity.fleet_mw(0, 2) == Approx(solved.plan.capacity.fleet_mw(1, 2)));
    CHECK(operation.plan.contracts[0][0].hourly_score_frac ==
          Approx(solved.plan.contracts[1][0].hourly_score_frac).epsilon(1e-2));
    CHECK(operation.plan.discount_factor[0] == 1.0);
}

TEST_CASE("targets that cannot be met in other weather are reported, not rejected") {
    SmallStudy small = hub(1.0);
    small.study.data_centers.may_shed[0] = false;
    const planning::FixedPlan fixed = plan_of(small);
    CHECK(fixed.prices.hourly_per_mwh(0, 0) > 0.0);  // a target of 1 has no row: price of its column
    small.resource_factor = {0.3};
    const auto operation = operated(small, fixed);
    CHECK(operation.plan.contracts[0][0].hourly_score_frac < 0.95);
    CHECK(operation.plan.contracts[0][0].unserved_mwh < 1e-3);
    small.study.plants.capacity_mw[0] = small.study.plants.capacity_mw[1] = 0.0;
    CHECK(operated(small, fixed).plan.contracts[0][0].unserved_mwh > 1.0);
}

TEST_CASE("a price within the accuracy of duals is zero") {
    SmallStudy small = hub(0.3);
    planning::FixedPlan fixed = plan_of(small);
    for (base::Series* prices : {&fixed.prices.hourly_per_mwh, &fixed.prices.excess_per_mwh})
        *prices = base::Series(2, 1, 1e-11);
    planning::FixedPlan none = fixed;
    for (base::Series* prices : {&none.prices.hourly_per_mwh, &none.prices.excess_per_mwh})
        *prices = base::Series(2, 1);
    CHECK(operated(small, fixed, windows(12, 6)).plan.objective ==
          operated(small, none, windows(12, 6)).plan.objective);
}

TEST_CASE("figures of each weather year, and the same bits for any threads") {
    SmallStudy small = hub(0.7);
    const planning::FixedPlan fixed = plan_of(small);
    small.weather_years({0.25, 0.75});
    small.resource_factor = {1.0, 0.7};
    const auto operation = operated(small, fixed, windows(24, 6, true));
    const planning::Plan& plan = operation.plan;
    REQUIRE(plan.weather.size() == 4);
    const auto &bright = plan.weather[0], &dull = plan.weather[1];
    CHECK(bright.contracts[0].hourly_score_frac > dull.contracts[0].hourly_score_frac);
    CHECK(0.25 * bright.operation_cost + 0.75 * dull.operation_cost == Approx(plan.summary[0].operation_cost));
    CHECK(0.25 * bright.contracts[0].deficit_mwh + 0.75 * dull.contracts[0].deficit_mwh ==
          Approx(plan.contracts[0][0].deficit_mwh));
    // Each by itself: a weather year more changes nothing in another but the units of the program.
    small.weather_years({1.0});
    const auto alone = operated(small, fixed, windows(24, 6, true));
    CHECK(alone.plan.weather[0].operation_cost == Approx(bright.operation_cost).epsilon(1e-4));

    const int threads = parallel::threads();
    parallel::set_threads(3);
    small.weather_years({0.25, 0.75});
    small.resource_factor = {1.0, 0.7};
    const auto again = operated(small, fixed, windows(24, 6, true));
    parallel::set_threads(threads);
    CHECK(again.plan.objective == plan.objective);
    CHECK(std::equal(plan.dispatch[1].content_mwh.all().begin(), plan.dispatch[1].content_mwh.all().end(),
                     again.plan.dispatch[1].content_mwh.all().begin()));
}

TEST_CASE("a plan with additions unknown to the study, or without a year of it, is rejected") {
    const SmallStudy small = hub(0.7);
    planning::FixedPlan fixed = plan_of(small);
    planning::FixedPlan strange = fixed;
    strange.builds.push_back({assets::CapacityKind::plant, "reactor", 2030, 100.0});
    CHECK_THROWS_AS(operated(small, strange), base::InputError);
    fixed.years = {2030};
    CHECK_THROWS_AS(operated(small, fixed), base::InputError);
}
