// Operating a fixed plan: with the year known, and a window of it at a time.
#include "planning/analyses/operate.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <tuple>

#include "base/error.hpp"
#include "parallel/blocks.hpp"
#include "random_study.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;
using planning::Foresight;

namespace {

lp::Settings tight() {
    lp::Settings settings;
    settings.tolerance = 1e-7;
    return settings;
}

planning::Operation operated(const SmallStudy& small, const planning::FixedPlan& fixed, Foresight foresight = {}) {
    auto operation = planning::operate(small.study, small.profiles(), fixed, foresight, tight(), {});
    REQUIRE_MESSAGE(operation.plan.status == lp::Status::optimal, operation.plan.message);
    return operation;
}

Foresight windows(int window_h, int step_h, bool values_content = false) {
    Foresight foresight;
    foresight.window_h = window_h;
    foresight.step_h = step_h;
    foresight.values_content = values_content;
    return foresight;
}

// Demand 100, 100, 100, 150; 120 MW at 10, the rest at 100; a battery of 50 MW and 50 MWh that loses a tenth an hour.
SmallStudy peak() {
    SmallStudy small;
    small.region("a", {100.0, 100.0, 100.0, 150.0});
    small.plant({.name = "cheap", .capacity_mw = 120.0, .variable_cost_per_mwh = 10.0});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 100.0});
    small.store({.name = "battery", .power_mw = 50.0, .energy_mwh = 50.0, .standing_loss_frac_per_h = 0.1});
    return small;
}

planning::FixedPlan plan_of(const SmallStudy& small) {
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    return planning::fixed_plan(small.study, solved.plan);
}

// A hub whose contract asks for clean energy, with sun and a battery to be built for it, and an emission cap.
SmallStudy hub(double hourly) {
    SmallStudy small(2);
    std::vector<double> demand, draw, sun;
    for (int t = 0; t < 48; ++t) {
        const double height = std::sin((t % 24 - 6) * 3.14159265358979 / 12.0);
        demand.push_back(200.0 + 3.0 * (t % 7));
        draw.push_back(60.0 + t % 5);
        sun.push_back(std::max(0.0, height) * (t < 24 ? 1.0 : 0.6));
    }
    small.region("a", demand);
    small.contract("deal", hourly, -1.0, 0.8, 0.2);
    small.data_center({.name = "hub", .draw_mw = draw, .connection_mw = 100.0, .contract = 0});
    small.plant(
        {.name = "gas", .capacity_mw = 250.0, .variable_cost_per_mwh = 30.0, .emission_t_per_mwh_thermal = 0.5});
    small.plant({.name = "oil", .capacity_mw = 200.0, .variable_cost_per_mwh = 90.0});
    small.plant({.name = "sun",
                 .technology = model::Technology::solar,
                 .contract = 0,
                 .resource_frac = sun,
                 .build = may_build(400.0, 20000.0, 10.0)});
    small.store({.name = "battery",
                 .charge_efficiency_frac = 0.95,
                 .discharge_efficiency_frac = 0.95,
                 .cycling_cost_per_mwh = 1.0,
                 .contract = 0,
                 .build_power = may_build(400.0, 2000.0, 10.0),
                 .build_energy = may_build(2000.0, 2000.0, 10.0)});
    return small;
}

// What the program minimises once targets are priced: cost, and what deficit and excess pay.
double priced_cost(const planning::Plan& plan, const planning::TargetPrices& prices, double grid_clean) {
    double sum = plan.objective;
    for (std::size_t y = 0; y < plan.years.size(); ++y)
        for (std::size_t c = 0; c < plan.contracts[y].size(); ++c)
            sum += plan.discount_factor[y] *
                   (prices.hourly_per_mwh(y, c) * (1.0 - grid_clean) * plan.contracts[y][c].deficit_mwh +
                    prices.excess_per_mwh(y, c) * plan.contracts[y][c].excess_mwh -
                    prices.annual_per_mwh(y, c) * plan.contracts[y][c].clean_mwh);
    return sum;
}

}  // namespace

TEST_CASE("a year known whole: the battery is charged before the peak") {
    const SmallStudy small = peak();
    const auto operation = operated(small, plan_of(small));
    // 30 discharged in the last hour take 33.3 at the end of the third: 20 charged in it, 14.8 in the second.
    CHECK(operation.plan.objective == Approx(4548.148).epsilon(1e-5));
    CHECK(operation.perfect.empty());
    CHECK(worst_imbalance(small.study, operation.plan) < 1e-4);
    CHECK(operation.plan.dispatch[0].initial_content_mwh.empty());
}

TEST_CASE("windows of an hour: nothing is charged that is worth nothing, all that is worth much") {
    const SmallStudy small = peak();
    planning::FixedPlan fixed = plan_of(small);
    const auto blind = operated(small, fixed, windows(1, 1));
    CHECK(blind.plan.objective == Approx(7200.0).epsilon(1e-5));
    REQUIRE(blind.perfect.size() == 1);
    CHECK(blind.perfect[0].operation_cost == Approx(4548.148).epsilon(1e-5));
    CHECK(blind.plan.certificate.dual_objective == Approx(4548.148).epsilon(1e-5));  // what the whole year could cost
    CHECK(blind.plan.certificate.relative_gap > 0.1);
    // Worth 50 in every hour: 20, 20 and 15.8 charged; 45 left in the last hour, emptied to come back to the start.
    for (std::size_t m = 0; m < fixed.state_values.per_mwh.times(); ++m) fixed.state_values.per_mwh(m, 0) = 50.0;
    const auto eager = operated(small, fixed, windows(1, 1, true));
    CHECK(eager.plan.objective == Approx(4608.0).epsilon(1e-4));
    CHECK(eager.plan.dispatch[0].content_mwh(2, 0) == Approx(50.0).epsilon(1e-3));
    CHECK(std::abs(eager.plan.dispatch[0].content_mwh(3, 0)) < 1e-3);
}

TEST_CASE("a plan knows what stored energy is worth") {
    const SmallStudy small = peak();
    const planning::FixedPlan fixed = plan_of(small);
    REQUIRE(fixed.state_values.name == std::vector<std::string>{"content battery"});
    // A MWh after the second hour saves a charge of 10 then; after the third 10 / 0.9; in the last hour 10 / 0.81; one
    // after the first is charged at 9 at most, for it loses a tenth. January of four hours; other months have none.
    CHECK(fixed.state_values.per_mwh(0, 0) == Approx((9.0 + 10.0 + 10.0 / 0.9 + 10.0 / 0.81) / 4.0).epsilon(0.1));
    CHECK(fixed.state_values.per_mwh(1, 0) == 0.0);
}

TEST_CASE("in its own weather a plan operates at its own cost: targets are rows, whatever they are priced at") {
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
    // A window does not see the row: without the price the contract would buy from the grid.
    const auto cheap = operated(small, unpriced, windows(48, 48));
    CHECK(cheap.plan.objective < operation.plan.objective * (1.0 - 1e-4));
    CHECK(cheap.plan.contracts[0][0].hourly_score_frac < 0.69);
    REQUIRE(cheap.plan.shortfalls.size() == 4);  // hourly target and excess cap, of two years
    CHECK(cheap.plan.shortfalls[0].missed_frac ==
          Approx(0.7 - cheap.plan.contracts[0][0].hourly_score_frac).epsilon(1e-4));
    CHECK(cheap.perfect_shortfalls[0].amount == 0.0);
}

TEST_CASE("a window of the whole year knows the whole year; a shorter one costs more, priced targets included") {
    const SmallStudy small = hub(0.7);
    const planning::FixedPlan fixed = plan_of(small);
    const auto whole = operated(small, fixed), same = operated(small, fixed, windows(48, 24));
    const double least = priced_cost(whole.plan, fixed.prices, 0.2);
    CHECK(priced_cost(same.plan, fixed.prices, 0.2) == Approx(least).epsilon(1e-5));
    const auto day = operated(small, fixed, windows(24, 12, true)), hour = operated(small, fixed, windows(1, 1));
    CHECK(priced_cost(day.plan, fixed.prices, 0.2) > least * (1.0 - 1e-6));
    CHECK(priced_cost(hour.plan, fixed.prices, 0.2) > priced_cost(day.plan, fixed.prices, 0.2));
    CHECK(worst_imbalance(small.study, day.plan) < 1e-2);  // stores included: the year comes back to its start
}

TEST_CASE("part of the plan's years, built before them and paid in them") {
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

TEST_CASE("what cannot be met in other weather is reported, not refused") {
    SmallStudy small = hub(1.0);
    small.study.data_centers.may_shed[0] = false;
    const planning::FixedPlan fixed = plan_of(small);
    CHECK(fixed.prices.hourly_per_mwh(0, 0) > 0.0);  // a target of 1 has no row; its price is that of its column
    small.resource_factor = {0.3};
    const auto operation = operated(small, fixed);
    CHECK(operation.plan.contracts[0][0].hourly_score_frac < 0.95);
    CHECK(operation.plan.contracts[0][0].unserved_mwh < 1e-3);
    small.study.plants.capacity_mw[0] = small.study.plants.capacity_mw[1] = 0.0;
    CHECK(operated(small, fixed).plan.contracts[0][0].unserved_mwh > 1.0);
}

TEST_CASE("a cap on emission holds to the tonne") {
    // 24 h of 1000 MW; coal 0.85 t and 30 a MWh, gas 0.4 t and 70. Coal c: 0.85 c + 0.4 (24000 - c) = 16000, so
    // c = 128000 / 9 and the cost is 30 c + 70 (24000 - c) = 10^7 / 9.
    SmallStudy small;
    small.region("a", std::vector<double>(24, 1000.0));
    for (const auto& [name, emission, cost] : {std::tuple{"coal", 0.85, 30.0}, std::tuple{"gas", 0.4, 70.0}})
        small.plant({.name = name,
                     .capacity_mw = 1000.0,
                     .variable_cost_per_mwh = cost,
                     .emission_t_per_mwh_thermal = emission});
    small.study.emission_cap_t = {{2030, 16000.0}};
    const auto operation = operated(small, plan_of(small));
    CHECK(operation.plan.objective == Approx(1e7 / 9.0).epsilon(1e-6));
    CHECK(operation.plan.summary[0].emission_t == Approx(16000.0).epsilon(1e-6));
    REQUIRE(operation.plan.shortfalls.size() == 1);
    CHECK(operation.plan.shortfalls[0].kind == planning::TargetKind::emission);
    CHECK(operation.plan.shortfalls[0].amount == 0.0);
    // Under half the cap all is gas and 4000 MWh are not served: 20000 × 0.4 = 8000.
    small.study.emission_cap_t = {{2030, 8000.0}};
    const auto short_of = operated(small, plan_of(small));
    CHECK(short_of.plan.summary[0].unserved_mwh == Approx(4000.0).epsilon(1e-5));
    CHECK(short_of.plan.objective == Approx(20000.0 * 70.0 + 4000.0 * 1000.0).epsilon(1e-5));
}

TEST_CASE("what cannot but be emitted is the least shortfall, of a row without a column too") {
    SmallStudy small;
    small.region("a", {100.0, 100.0});
    small.plant({.name = "coal",
                 .capacity_mw = 50.0,
                 .variable_cost_per_mwh = 30.0,
                 .must_run_frac = 1.0,
                 .emission_t_per_mwh_thermal = 1.0});
    small.plant({.name = "dam", .capacity_mw = 100.0, .variable_cost_per_mwh = 1.0});
    const planning::FixedPlan fixed = plan_of(small);
    small.study.emission_cap_t = {{2030, 80.0}};
    const auto operation = operated(small, fixed);
    CHECK(operation.plan.objective == Approx(100.0 * 30.0 + 100.0 * 1.0).epsilon(1e-6));
    REQUIRE(operation.plan.shortfalls.size() == 1);
    CHECK(operation.plan.shortfalls[0].amount == Approx(20.0).epsilon(1e-5));
}

TEST_CASE("in dull weather targets are missed by the least, and the cost is the least at that") {
    // Load 100, wind of 100 MW at a factor of 0.6: deficit 40 each hour, 128 of 160 MWh not clean, 80 allowed.
    SmallStudy small;
    small.region("a", std::vector<double>(4, 300.0));
    small.contract("deal", 0.8, 0.9, -1.0, 0.2);
    small.data_center({.name = "hub", .draw_mw = std::vector<double>(4, 100.0), .connection_mw = 200.0, .contract = 0});
    small.plant({.name = "gas", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0});
    small.plant({.name = "wind",
                 .capacity_mw = 100.0,
                 .variable_cost_per_mwh = 60.0,  // dearer than gas: without the target none would run
                 .technology = model::Technology::onshore,
                 .contract = 0,
                 .resource_frac = std::vector<double>(4, 1.0)});
    const planning::FixedPlan fixed = plan_of(small);
    small.resource_factor = {0.6};
    const auto operation = operated(small, fixed);
    REQUIRE(operation.plan.shortfalls.size() == 2);
    const auto &hourly = operation.plan.shortfalls[0], &annual = operation.plan.shortfalls[1];
    CHECK(hourly.kind == planning::TargetKind::hourly);
    CHECK(hourly.amount == Approx(48.0).epsilon(1e-5));
    CHECK(hourly.missed_frac == Approx(0.12).epsilon(1e-5));
    CHECK(hourly.weather_year == small.study.weather.years[0]);
    CHECK(annual.amount == Approx(0.3 * 400.0).epsilon(1e-5));
    CHECK(operation.plan.objective == Approx(240.0 * 60.0 + 1360.0 * 50.0).epsilon(1e-6));
    CHECK(operation.plan.certificate.relative_gap <= 1e-7);
}

TEST_CASE("a target of the mean of weather years joins them: each keeps its own score") {
    SmallStudy small = hub(0.7);
    small.study.planning.target_scope = model::TargetScope::mean;
    small.weather_years({0.4, 0.6});
    small.resource_factor = {1.0, 0.8};
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    const auto operation = operated(small, planning::fixed_plan(small.study, solved.plan));
    CHECK(operation.plan.objective == Approx(solved.plan.objective).epsilon(1e-6));
    CHECK(operation.plan.contracts[0][0].hourly_score_frac == Approx(0.7).epsilon(1e-6));
    CHECK(operation.plan.weather[0].contracts[0].hourly_score_frac >
          operation.plan.weather[1].contracts[0].hourly_score_frac + 0.01);
    REQUIRE(operation.plan.shortfalls.size() == 4);
    CHECK(operation.plan.shortfalls[0].weather_year == planning::kMeanOfWeather);
}

TEST_CASE("load that may not be shed is served, though it costs more than unserved energy elsewhere") {
    // Behind a line that loses a tenth: 50 MW take 55.6 of the 100 that the other region wants too.
    SmallStudy small;
    small.region("far", {100.0, 100.0});
    small.region("near", {0.0, 0.0});
    small.plant({.name = "gas", .capacity_mw = 100.0, .variable_cost_per_mwh = 50.0});
    small.line(0, 1, 60.0, 0.1);
    small.data_center({.name = "hub", .draw_mw = {50.0, 50.0}, .connection_mw = 60.0, .region = 1, .may_shed = false});
    const Solved solved = small.solve();
    REQUIRE(solved.plan.summary[0].unserved_mwh == Approx(2.0 * 50.0 / 0.9));
    const auto operation = operated(small, planning::fixed_plan(small.study, solved.plan));
    CHECK(operation.plan.objective == Approx(solved.plan.objective).epsilon(1e-6));
    CHECK(operation.plan.summary[0].region_unserved_mwh[0] == Approx(2.0 * 50.0 / 0.9).epsilon(1e-6));
    small.study.plants.capacity_mw[0] = 40.0;  // then 14 MW are missing whatever is done
    const auto less = operated(small, planning::fixed_plan(small.study, solved.plan));
    CHECK(less.plan.summary[0].unserved_mwh == Approx(2.0 * (100.0 + 14.0)).epsilon(1e-5));
    CHECK(less.plan.objective == Approx(2.0 * (40.0 * 50.0 + 114.0 * 1000.0)).epsilon(1e-5));
}

TEST_CASE("a price that is the rounding of a dual is none") {
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

TEST_CASE("a plan that has built what the study cannot build, or lacks its year, is refused") {
    const SmallStudy small = hub(0.7);
    planning::FixedPlan fixed = plan_of(small);
    planning::FixedPlan strange = fixed;
    strange.builds.push_back({assets::CapacityKind::plant, "reactor", 2030, 100.0});
    CHECK_THROWS_AS(operated(small, strange), base::InputError);
    fixed.years = {2030};
    CHECK_THROWS_AS(operated(small, fixed), base::InputError);
}
