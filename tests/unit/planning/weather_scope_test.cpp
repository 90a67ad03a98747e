// Several weather years over one border: targets in each of them, or in their mean.
#include <doctest/doctest.h>

#include "lp/interior_point.hpp"
#include "random_study.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

// A hub of 100 MW for two hours, four fifths of it from sun to be built at 1,000 a MW; the rest, and 200 MW of the
// region, from the grid at 50. The second weather year has half the sun of the first.
SmallStudy sunny(model::TargetScope scope, double hourly, double annual = -1.0) {
    SmallStudy small;
    small.region("a", {200.0, 200.0});
    small.contract("deal", hourly, annual);
    small.data_center({.name = "hub", .draw_mw = {100.0, 100.0}, .connection_mw = 100.0, .contract = 0});
    small.plant({.name = "grid", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0});
    small.plant({.name = "sun",
                 .technology = model::Technology::solar,
                 .contract = 0,
                 .resource_frac = {1.0, 1.0},
                 .build = may_build(400.0, 1000.0)});
    small.weather_years({0.5, 0.5});
    small.resource_factor = {1.0, 0.5};
    small.study.planning.target_scope = scope;
    return small;
}

double built_mw(const Solved& solved) {
    return solved.plan.capacity.fleet_mw(0, 1);
}

double hourly(const Solved& solved, std::size_t weather) {
    return solved.plan.weather[weather].contracts[0].hourly_score_frac;
}

}  // namespace

TEST_CASE("an hourly target in each weather year is sized by the worse one, in the mean by both") {
    const Solved each = sunny(model::TargetScope::each, 0.8).solve(),
                 mean = sunny(model::TargetScope::mean, 0.8).solve();
    REQUIRE(each.flat.optimal);
    REQUIRE(mean.flat.optimal);
    CHECK(built_mw(each) == Approx(160.0));  // half of it is four fifths of the load
    CHECK(hourly(each, 0) == Approx(1.0));
    CHECK(hourly(each, 1) == Approx(0.8));
    CHECK(each.plan.objective == Approx(160.0 * 1000.0 + 50.0 * 0.5 * (280.0 + 440.0)));
    CHECK(built_mw(mean) == Approx(120.0));  // 0.6 in the year with less sun, all in the other
    CHECK(hourly(mean, 0) == Approx(1.0));
    CHECK(hourly(mean, 1) == Approx(0.6));
    CHECK(mean.plan.objective == Approx(120.0 * 1000.0 + 50.0 * 0.5 * (360.0 + 480.0)));
    CHECK(mean.plan.contracts[0][0].hourly_score_frac == Approx(0.8));
}

TEST_CASE("prices of targets are those of the mean weather year, whichever the scope") {
    // A MWh less of deficit, in the mean of the weather years, costs the capacity that supplies it: 1 MW gives 2 MWh
    // times the factor of the year with less sun, with a weight of one half. The saving in both years, 75, is
    // subtracted.
    const double per_mw = 1000.0 - 50.0 * 0.5 * (2.0 + 1.0);
    const Solved mean = sunny(model::TargetScope::mean, 0.8).solve();
    CHECK(mean.plan.target_prices.hourly_per_mwh(0, 0) == Approx(per_mw / (0.5 * 2.0 * 0.5)));
    // Targets in each weather year: only the row of the year with less sun has a price, with a weight of one half.
    const Solved each = sunny(model::TargetScope::each, 0.8).solve();
    CHECK(each.plan.target_prices.hourly_per_mwh(0, 0) == Approx(per_mw / (2.0 * 0.5)));
    CHECK(mean.plan.target_prices.annual_per_mwh(0, 0) == 0.0);
}

TEST_CASE("annual matching by scope") {
    const Solved each = sunny(model::TargetScope::each, -1.0, 0.9).solve();
    const Solved mean = sunny(model::TargetScope::mean, -1.0, 0.9).solve();
    CHECK(built_mw(each) == Approx(180.0));
    CHECK(built_mw(mean) == Approx(120.0));  // 0.75 MW of a MW in the mean
    CHECK(mean.plan.target_prices.annual_per_mwh(0, 0) == Approx((1000.0 - 75.0) / 1.5));
    CHECK(each.plan.contracts[0][0].annual_matching_frac == Approx(1.35));
}

TEST_CASE("two equal weather years are as one, in both scopes; the mean costs no more than each") {
    for (unsigned seed = 1; seed <= 4; ++seed) {
        Draws draws(seed);
        const std::vector<PlantSpec> plants = draw_plants(draws);
        SmallStudy small = draw_study(draws, plants);
        const Solved once = small.solve();
        if (!once.flat.optimal) continue;
        small.weather_years({0.3, 0.7});
        small.resource_factor = {1.0, 1.0};
        CHECK(small.solve().plan.objective == Approx(once.plan.objective).epsilon(1e-6));
        small.study.planning.target_scope = model::TargetScope::mean;
        CHECK(small.solve().plan.objective == Approx(once.plan.objective).epsilon(1e-6));
        small.resource_factor = {1.0, 0.8};
        const Solved mean = small.solve();
        small.study.planning.target_scope = model::TargetScope::each;
        const Solved each = small.solve();
        if (!each.flat.optimal) continue;
        CHECK(mean.plan.objective <= each.plan.objective * (1.0 + 1e-9));
    }
}

TEST_CASE("Decawatt's solver finds the same") {
    for (const auto scope : {model::TargetScope::each, model::TargetScope::mean}) {
        const SmallStudy small = sunny(scope, 0.8);
        const auto series = small.profiles();
        const auto program = planning::build_program(small.study, series);
        const auto solution = lp::solve(program.staircase, {}, {});
        REQUIRE(solution.status == lp::Status::optimal);
        const auto plan = planning::read_plan(small.study, series, program, solution);
        const Solved exact = small.solve();
        CHECK(plan.objective == Approx(exact.plan.objective).epsilon(1e-5));
        CHECK(plan.target_prices.hourly_per_mwh(0, 0) ==
              Approx(exact.plan.target_prices.hourly_per_mwh(0, 0)).epsilon(1e-3));
    }
}
