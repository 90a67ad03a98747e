// Targets, caps and scores of a plan that is operated in other weather.
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

TEST_CASE("an emission cap is met to the tonne") {
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

TEST_CASE("unavoidable emissions are the least shortfall, also of a row without a column") {
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

TEST_CASE("in weather with little wind and sun, shortfalls are minimal, and the cost is minimal at these") {
    // Load 100, wind of 100 MW at a factor of 0.6: deficit 40 each hour, 128 of 160 MWh not clean, 80 allowed.
    SmallStudy small;
    small.region("a", std::vector<double>(4, 300.0));
    small.contract("deal", 0.8, 0.9, -1.0, 0.2);
    small.data_center({.name = "hub", .draw_mw = std::vector<double>(4, 100.0), .connection_mw = 200.0, .contract = 0});
    small.plant({.name = "gas", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0});
    small.plant({.name = "wind",
                 .capacity_mw = 100.0,
                 .variable_cost_per_mwh = 60.0,  // more expensive than gas: without the target it would not run
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

TEST_CASE("a target in the mean couples weather years: each has its own score") {
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

TEST_CASE("load that must be served is served, even above the cost of unserved energy elsewhere") {
    // Behind a line that loses a tenth: 50 MW take 55.6 of the 100 that the other region needs too.
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
    small.study.plants.capacity_mw[0] = 40.0;  // then at least 14 MW are missing
    const auto less = operated(small, planning::fixed_plan(small.study, solved.plan));
    CHECK(less.plan.summary[0].unserved_mwh == Approx(2.0 * (100.0 + 14.0)).epsilon(1e-5));
    CHECK(less.plan.objective == Approx(2.0 * (40.0 * 50.0 + 114.0 * 1000.0)).epsilon(1e-5));
}
