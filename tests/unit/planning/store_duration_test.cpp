// Stores with a stated duration: energy over power, fixed or between bounds.
#include <doctest/doctest.h>

#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

// Cheap energy in two hours and dear energy in four: the store moves 30 MW for four hours, 120 MWh, charged in two.
SmallStudy study_of(model::StoreDuration duration, double power_cost, double energy_cost) {
    SmallStudy small;
    small.region("a", {0.0, 0.0, 30.0, 30.0, 30.0, 30.0});
    small.plant({.name = "night",
                 .capacity_mw = 200.0,
                 .variable_cost_per_mwh = 1.0,
                 .technology = model::Technology::onshore,
                 .resource_frac = {1.0, 1.0, 0.0, 0.0, 0.0, 0.0}});
    small.plant({.name = "day", .capacity_mw = 200.0, .variable_cost_per_mwh = 101.0});
    small.store(
        {.name = "store", .build_power = may_build(500.0, power_cost), .build_energy = may_build(900.0, energy_cost)});
    small.study.stores.build_duration = {duration};
    return small;
}

}  // namespace

TEST_CASE("without a duration power and energy are free; with a fixed one energy is hours times power") {
    // Free: 120 MWh cost 120 × 10, and charging them in two hours 60 MW × 20; each MWh saves 100.
    const Solved free = study_of({}, 20.0, 10.0).solve();
    REQUIRE(free.flat.optimal);
    CHECK(free.program.staircase.linking.size() == 0);
    CHECK(free.plan.capacity.store_energy_mwh(0, 0) == Approx(120.0));
    CHECK(free.plan.capacity.store_charge_mw(0, 0) == Approx(60.0));
    CHECK(free.plan.objective == Approx(120.0 * 10.0 + 60.0 * 20.0 + 120.0 * 1.0));

    // One hour: charging twice would need content above it: 120 MWh need 120 MW.
    const Solved fixed = study_of({1.0, 1.0}, 20.0, 10.0).solve();
    REQUIRE(fixed.flat.optimal);
    CHECK(fixed.program.staircase.linking.size() == 1);
    CHECK(fixed.program.staircase.linking.sense[0] == lp::Sense::equal);
    CHECK(fixed.plan.capacity.store_energy_mwh(0, 0) == Approx(120.0));
    CHECK(fixed.plan.capacity.store_charge_mw(0, 0) == Approx(120.0));
    CHECK(fixed.plan.objective == Approx(120.0 * 10.0 + 120.0 * 20.0 + 120.0 * 1.0));

    // Eight hours: the 60 MW that charge 120 MWh come with 480 MWh.
    const Solved large = study_of({8.0, 8.0}, 20.0, 1.0).solve();
    CHECK(large.plan.capacity.store_energy_mwh(0, 0) == Approx(480.0));
    CHECK(large.plan.capacity.store_charge_mw(0, 0) == Approx(60.0));
    CHECK(large.plan.objective == Approx(480.0 * 1.0 + 60.0 * 20.0 + 120.0 * 1.0));
}

TEST_CASE("bounds of the duration bind one at a time") {
    // Two hours are free to choose: neither bound changes the plan.
    const Solved between = study_of({1.0, 4.0}, 20.0, 10.0).solve();
    CHECK(between.program.staircase.linking.size() == 2);
    CHECK(between.plan.capacity.store_energy_mwh(0, 0) == Approx(120.0));
    CHECK(between.plan.capacity.store_charge_mw(0, 0) == Approx(60.0));
    // At most 1.5 h: 80 MW for 120 MWh.
    const Solved most = study_of({0.0, 1.5}, 20.0, 10.0).solve();
    CHECK(most.program.staircase.linking.size() == 1);
    CHECK(most.plan.capacity.store_charge_mw(0, 0) == Approx(80.0));
    // At least 3 h: 180 MWh for 60 MW.
    const Solved least = study_of({3.0, std::numeric_limits<double>::infinity()}, 20.0, 10.0).solve();
    CHECK(least.program.staircase.linking.size() == 1);
    CHECK(least.plan.capacity.store_energy_mwh(0, 0) == Approx(180.0));
    CHECK(least.plan.capacity.store_charge_mw(0, 0) == Approx(60.0));
}

TEST_CASE("every year's additions have the duration") {
    SmallStudy small = study_of({2.0, 2.0}, 20.0, 10.0);
    small.study.horizon.last_year += 1;
    small.study.stores.build_power[0].last_year = small.study.stores.build_energy[0].last_year =
        small.study.horizon.last_year;
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    const std::vector<std::string>& rows = solved.program.staircase.linking.names;  // after two limits over all years
    REQUIRE(rows.size() == 4);
    CHECK(rows[2] == "duration of store 2030");
    CHECK(rows[3] == "duration of store 2031");
    for (std::size_t y = 0; y < 2; ++y)  // the lives are a year
        CHECK(solved.plan.capacity.store_energy_mwh(y, 0) == Approx(2.0 * solved.plan.capacity.store_charge_mw(y, 0)));
}
