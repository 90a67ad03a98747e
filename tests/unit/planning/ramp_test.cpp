// Ramp limits of plants by hand. Clp's tolerance is 1e-9, so 1e-7 relative is ample.
#include "operation_cases.hpp"

using namespace decawatt::tests::operation_cases;

namespace {

// A cheap plant of 200 MW that may rise by 40 and fall by 50 MW an hour, and an expensive one without limits.
SmallStudy two_plants(const std::vector<double>& demand_mw) {
    SmallStudy small;
    small.region("a", demand_mw);
    small.plant({.name = "cheap", .capacity_mw = 200.0, .variable_cost_per_mwh = 20.0, .ramp = {0.2, 0.25}});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
    return small;
}

std::vector<double> output(const planning::Plan& plan, std::size_t group) {
    const auto series = plan.dispatch[0].generation_mw.of(group);
    return {series.begin(), series.end()};
}

void check_series(const std::vector<double>& found, const std::vector<double>& expected) {
    REQUIRE(found.size() == expected.size());
    for (std::size_t t = 0; t < found.size(); ++t) {
        CAPTURE(t);
        CHECK(found[t] == Approx(expected[t]).epsilon(1e-7));
    }
}

}  // namespace

TEST_CASE("output rises by no more than the limit, and the price of the hour before shows it") {
    const Solved solved = solved_of(two_plants({50.0, 120.0, 60.0}));
    check_series(output(solved.plan, 0), {50.0, 90.0, 60.0});
    const auto& d = solved.plan.dispatch[0];
    // One MWh more before the rise allows the cheap plant one more after it: 20 + (20 - 70).
    CHECK(d.price_per_mwh(0, 0) == Approx(-30.0));
    CHECK(d.price_per_mwh(1, 0) == Approx(70.0));
    CHECK(d.price_per_mwh(2, 0) == Approx(20.0));
}

TEST_CASE("output falls by no more than the limit, and the year's last hour does not bind the first") {
    const Solved solved = solved_of(two_plants({120.0, 30.0, 100.0, 10.0}));
    check_series(output(solved.plan, 0), {80.0, 30.0, 60.0, 10.0});  // from 10 to 80 between the years
    CHECK(solved.plan.dispatch[0].price_per_mwh(1, 0) == Approx(-30.0));
    CHECK(solved.plan.dispatch[0].price_per_mwh(3, 0) == Approx(-30.0));
}

TEST_CASE("a plant is built for its ramp if that pays") {
    for (const double capex : {5.0, 15.0}) {
        CAPTURE(capex);
        SmallStudy small;
        small.region("a", {50.0, 120.0});
        small.plant(
            {.name = "new", .variable_cost_per_mwh = 20.0, .build = may_build(500.0, capex), .ramp = {0.2, 1.0}});
        small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
        const Solved solved = solved_of(small);
        // A MW more rises by 0.2 MW, which saves 50 each. Below 62.5 MW capacity itself limits the second hour.
        const double built_mw = capex < 10.0 ? 350.0 : 62.5;
        CHECK(solved.plan.capacity.fleet_mw(0, 0) == Approx(built_mw).epsilon(1e-6));
        check_series(output(solved.plan, 0), {50.0, 50.0 + 0.2 * built_mw});
    }
}

TEST_CASE("existing and built capacity of a group share one limit") {
    SmallStudy small;
    small.region("a", {50.0, 200.0});
    small.plant({.name = "grows",
                 .capacity_mw = 100.0,
                 .variable_cost_per_mwh = 20.0,
                 .build = may_build(100.0, 5.0),
                 .ramp = {0.2, 1.0}});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.capacity.fleet_mw(0, 0) == Approx(200.0).epsilon(1e-6));
    check_series(output(solved.plan, 0), {50.0, 90.0});
}

TEST_CASE("output of capacity commissioned or closed is not limited") {
    SmallStudy small = two_plants({100.0, 100.0, 100.0, 100.0});
    const base::UtcSeconds start = base::utc_of_date(2030, 1, 1, 0);
    small.study.plants.commissioned[0] = start + 1 * 3600;
    small.study.plants.closed[0] = start + 3 * 3600;
    check_series(output(solved_of(small).plan, 0), {0.0, 100.0, 100.0, 0.0});
}

TEST_CASE("must-run output is included and not a decision") {
    SmallStudy small;
    small.region("a", {120.0, 180.0});
    small.plant({.name = "base",
                 .capacity_mw = 200.0,
                 .variable_cost_per_mwh = 20.0,
                 .must_run_frac = 0.5,
                 .ramp = {0.2, 0.2}});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
    const Solved solved = solved_of(small);
    check_series(output(solved.plan, 0), {140.0, 180.0});  // 20 MW are spilled, for 20 MW less of the expensive plant
    CHECK(solved.plan.dispatch[0].spill_mw(0, 0) == Approx(20.0));
    small.study.planning.spill_cost_per_mwh = 40.0;  // 20 + 40 > 70 - 20
    check_series(output(solved_of(small).plan, 0), {120.0, 160.0});
}

TEST_CASE("a limit that no hour can reach adds nothing to the program") {
    SmallStudy wide = two_plants({50.0, 120.0, 60.0}), none = wide;
    wide.study.plants.ramp[0] = {1.0, 2.0};
    none.study.plants.ramp.clear();
    const planning::Program with = planning::build_program(wide.study, wide.profiles());
    const planning::Program without = planning::build_program(none.study, none.profiles());
    CHECK(with.staircase.chains[0].row_names == without.staircase.chains[0].row_names);
    CHECK(with.staircase.chains[0].column_names == without.staircase.chains[0].column_names);
}

TEST_CASE("output falls with availability, and other groups keep their limits") {
    SmallStudy small = two_plants({150.0, 150.0, 150.0, 150.0});
    small.plant({.name = "third", .capacity_mw = 200.0, .variable_cost_per_mwh = 20.0, .ramp = {0.2, 0.25}});
    const base::UtcSeconds start = base::utc_of_date(2030, 1, 1, 0);
    small.study.plants.commissioned[2] = start + 2 * 3600;
    small.study.plants.capacity_mw[0] = 100.0;
    // One group of 100, then 300 MW: 100 are available at once, the addition is not limited.
    check_series(output(solved_of(small).plan, 0), {100.0, 100.0, 150.0, 150.0});
}

TEST_CASE("a window without foresight of falling load spills output, which is reported") {
    std::vector<double> demand;
    for (int t = 0; t < 24; ++t) demand.push_back(t % 6 < 3 ? 60.0 : 180.0);
    const SmallStudy small = two_plants(demand);
    const auto operation = operated(small, plan_of(small), windows(3, 3));
    double spilled = 0.0;
    for (const double mw : operation.plan.dispatch[0].spill_mw.all()) spilled += mw;
    CHECK(spilled > 1.0);
    const std::vector<double> cheap = output(operation.plan, 0);
    for (std::size_t t = 1; t < cheap.size(); ++t) CHECK(cheap[t - 1] - cheap[t] <= 50.0 + 1e-3);
}

TEST_CASE("the limit holds between windows, and not at the end of the year") {
    std::vector<double> demand;
    for (int t = 0; t < 24; ++t) demand.push_back(t % 6 < 3 ? 60.0 : 180.0);
    const SmallStudy small = two_plants(demand);
    const planning::FixedPlan fixed = plan_of(small);
    const auto operation = operated(small, fixed, windows(6, 3));
    const std::vector<double> cheap = output(operation.plan, 0);
    for (std::size_t t = 1; t < cheap.size(); ++t) {
        CAPTURE(t);
        CHECK(cheap[t] - cheap[t - 1] <= 40.0 + 1e-3);
        CHECK(cheap[t - 1] - cheap[t] <= 50.0 + 1e-3);
    }
    CHECK(std::abs(cheap.back() - cheap.front()) > 60.0);  // 180 MW at the end, 60 at the start
}

TEST_CASE("a window longer than the year is the year") {
    const SmallStudy small = two_plants({50.0, 120.0, 60.0});
    const auto operation = operated(small, plan_of(small), windows(1'000'000, 1'000'000));
    check_series(output(operation.plan, 0), {50.0, 90.0, 60.0});
}
