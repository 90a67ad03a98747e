// Explanation of infeasibility, for studies of a few hours whose least violations are computed by hand. Each amount is
// then tested: with the limit relaxed by it the program has a solution, with the limit relaxed by less it has none.
#include "planning/analyses/infeasibility.hpp"

#include <doctest/doctest.h>

#include <functional>

#include "planning/analyses/relaxed_program.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;
using planning::LimitKind;

namespace {

constexpr double kSmall = 1e-4;  // relative: the elastic program is solved to 1e-6 of its objective

planning::Explanation explain(const SmallStudy& small) {
    const auto series = small.profiles();
    const auto program = planning::build_program(small.study, series);
    auto explanation = planning::explain(small.study, series, program, {}, {});
    CAPTURE(explanation.message);
    REQUIRE(explanation.status == lp::Status::optimal);
    CHECK(explanation.certificate.relative_gap <= 1e-6);
    CHECK(explanation.certificate.primal_residual_relative <= 1e-6);
    return explanation;
}

bool feasible(const SmallStudy& small) {
    const FlatResult flat = solve_with_clp(planning::build_program(small.study, small.profiles()).staircase);
    REQUIRE((flat.optimal || flat.infeasible));
    return flat.optimal;
}

// `ease(share)` is the study with the limit eased by that share of the reported amount.
void try_amount(const std::function<SmallStudy(double)>& ease) {
    CHECK_FALSE(feasible(ease(0.0)));
    CHECK_FALSE(feasible(ease(0.99)));
    CHECK(feasible(ease(1.01)));
}

// One region with plenty of gas, and a data centre of 100 MW with a contract.
SmallStudy hub(const std::vector<double>& draw_mw = {100.0, 100.0, 100.0, 100.0}) {
    SmallStudy small;
    small.region("north", std::vector<double>(draw_mw.size(), 200.0));
    small.plant({.name = "gas", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0});
    small.data_center({.name = "hub", .draw_mw = draw_mw, .connection_mw = 200.0, .contract = 0});
    return small;
}

PlantSpec wind(const std::vector<double>& resource, double limit_mw) {
    return {.name = "wind",
            .technology = model::Technology::onshore,
            .contract = 0,
            .resource_frac = resource,
            .build = may_build(limit_mw, 10.0)};
}

}  // namespace

TEST_CASE("a clean target that no building limit allows") {
    // 100 MW of wind give 50 + 50 + 0 + 80 of 400: score 0.45, short of 0.8 by 140 MWh; the hour without wind is the
    // worst. A further MW of wind gives 0.5 + 0.5 + 0.8.
    const auto study = [](double target) {
        SmallStudy small = hub();
        small.contract("clean hub", target);
        small.plant(wind({0.5, 0.5, 0.0, 0.8}, 100.0));
        return small;
    };
    const auto explanation = explain(study(0.8));
    CHECK(explanation.proven_infeasible);
    CHECK(explanation.certificate.primal_objective == Approx(140.0).epsilon(kSmall));
    REQUIRE(explanation.violations.size() == 1);
    const auto& v = explanation.violations[0];
    CHECK(v.kind == LimitKind::hourly_target);
    CHECK(v.name == "clean hub");
    CHECK(v.year == 2030);
    CHECK_FALSE(v.weather_year.has_value());
    CHECK(v.requested == 0.8);
    CHECK(v.reachable == Approx(0.45).epsilon(kSmall));
    CHECK(v.amount == Approx(140.0).epsilon(kSmall));
    REQUIRE(v.worst_hours.size() == 1);  // all hours are of one day
    CHECK(base::format_utc(v.worst_hours[0].time_utc_s) == "2030-01-01T02:00:00Z");
    CHECK(v.worst_hours[0].mw == Approx(100.0).epsilon(kSmall));
    REQUIRE(explanation.barriers.size() == 1);
    CHECK(explanation.barriers[0].name == "plant wind 2030");
    CHECK(explanation.barriers[0].unit == "MW");
    CHECK(explanation.barriers[0].gain_mwh_per_unit == Approx(1.8).epsilon(1e-3));
    try_amount([&](double share) { return study(0.8 - share * (0.8 - v.reachable)); });
}

TEST_CASE("an hourly target of 1 with a partly clean grid") {
    // Wind leaves 50 + 100 to the grid, of which 0.4 count: score 1 - 0.6 × 150 / 200, short by 90 MWh of the target
    const auto study = [](double target) {
        SmallStudy small = hub({100.0, 100.0});
        small.contract("clean hub", target, -1.0, -1.0, 0.4);
        small.plant(wind({0.5, 0.0}, 100.0));
        return small;
    };
    const auto explanation = explain(study(1.0));
    REQUIRE(explanation.violations.size() == 1);
    const auto& v = explanation.violations[0];
    CHECK(v.kind == LimitKind::hourly_target);
    CHECK(v.amount == Approx(90.0).epsilon(kSmall));
    CHECK(v.reachable == Approx(0.55).epsilon(kSmall));
    try_amount([&](double share) { return study(1.0 - share * (1.0 - v.reachable)); });
}

TEST_CASE("an annual target above the load that no building limit allows") {
    // 130 MW of wind give 3.4 × 130 = 442 MWh of the 480 that 1.2 of the load are: 1.105, short by 38 MWh
    const auto study = [](double target) {
        SmallStudy small = hub();
        small.contract("clean hub", -1.0, target);
        small.plant(wind({1.0, 1.0, 1.0, 0.4}, 130.0));
        return small;
    };
    const auto explanation = explain(study(1.2));
    CHECK(explanation.proven_infeasible);
    REQUIRE(explanation.violations.size() == 1);
    const auto& v = explanation.violations[0];
    CHECK(v.kind == LimitKind::annual_target);
    CHECK(v.requested == 1.2);
    CHECK(v.reachable == Approx(1.105).epsilon(kSmall));
    CHECK(v.amount == Approx(38.0).epsilon(kSmall));
    try_amount([&](double share) { return study(1.2 - share * (1.2 - v.reachable)); });
}

TEST_CASE("an emission cap below the emissions of must-run output") {
    // Half of 100 MW must run for four hours at 0.5 / 0.5 t per MWh: 200 t
    const auto study = [](double cap_t) {
        SmallStudy small;
        small.region("north", {200.0, 200.0, 200.0, 200.0});
        small.plant({.name = "coal",
                     .capacity_mw = 100.0,
                     .technology = model::Technology::coal,
                     .must_run_frac = 0.5,
                     .emission_t_per_mwh_thermal = 0.5,
                     .efficiency_frac = 0.5});
        small.study.emission_cap_t[2030] = cap_t;
        return small;
    };
    const auto explanation = explain(study(150.0));
    CHECK(explanation.proven_infeasible);
    REQUIRE(explanation.violations.size() == 1);
    const auto& v = explanation.violations[0];
    CHECK(v.kind == LimitKind::emission_cap);
    CHECK(v.requested == 150.0);
    CHECK(v.reachable == Approx(200.0).epsilon(kSmall));
    CHECK(v.amount == Approx(50.0).epsilon(kSmall));
    CHECK(explanation.certificate.primal_objective == Approx(1.5 * 50.0).epsilon(kSmall));  // a tonne makes a MWh
    try_amount([&](double share) { return study(150.0 + share * v.amount); });
}

TEST_CASE("two limits that contradict: matching over the year against a cap on excess") {
    // Sun in two hours of four: 200 MWh are used, 0.1 × 400 may be excess: 240 of the required 400. One percent more of
    // excess is 4 MWh.
    const auto study = [](double annual, double cap) {
        SmallStudy small = hub();
        small.contract("clean hub", -1.0, annual, cap);
        small.plant(wind({1.0, 0.0, 1.0, 0.0}, 1000.0));
        return small;
    };
    const auto explanation = explain(study(1.0, 0.1));
    REQUIRE(explanation.violations.size() == 1);
    const auto& v = explanation.violations[0];
    CHECK(v.kind == LimitKind::annual_target);
    CHECK(v.amount == Approx(160.0).epsilon(kSmall));
    CHECK(v.reachable == Approx(0.6).epsilon(kSmall));
    CHECK(v.worst_hours.empty());
    REQUIRE(explanation.barriers.size() == 1);
    CHECK(explanation.barriers[0].name == "excess cap clean hub 2030 weather 1");
    CHECK(explanation.barriers[0].unit == "percent");
    CHECK(explanation.barriers[0].gain_mwh_per_unit == Approx(4.0).epsilon(1e-3));
    try_amount([&](double share) { return study(1.0 - share * (1.0 - v.reachable), 0.1); });
    CHECK(feasible(study(1.0, 0.1 + 1.01 * 0.4)));  // the other limit eased by 160 MWh
}

TEST_CASE("a data centre above its connection whose load must be served") {
    const auto study = [](double connection_mw) {
        SmallStudy small = hub({50.0, 80.0, 100.0, 70.0});
        small.contract("clean hub");
        small.study.data_centers.connection_mw[0] = connection_mw;
        small.study.data_centers.may_shed[0] = false;
        return small;
    };
    const auto explanation = explain(study(60.0));
    CHECK(explanation.proven_infeasible);
    REQUIRE(explanation.violations.size() == 1);
    const auto& v = explanation.violations[0];
    CHECK(v.kind == LimitKind::data_center_load);
    CHECK(v.name == "hub");
    CHECK(v.requested == Approx(300.0));
    CHECK(v.amount == Approx(20.0 + 40.0 + 10.0).epsilon(kSmall));
    CHECK(v.reachable == Approx(230.0).epsilon(kSmall));
    REQUIRE(v.worst_hours.size() == 1);
    CHECK(v.worst_hours[0].mw == Approx(40.0).epsilon(kSmall));
    try_amount([&](double share) { return study(60.0 + share * v.worst_hours[0].mw); });
}

TEST_CASE("an interface is relaxed before load that must be served, and load only where no line reaches") {
    // 50 MW in the south over a line of 100 MW behind a limit of 20: 30 above it. Over a line of 45 MW, 5 are not
    // served.
    const auto study = [](double limit_mw, double line_mw) {
        SmallStudy small;
        small.region("north", {200.0, 200.0});
        small.region("south", {0.0, 0.0});
        small.plant({.name = "gas", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0});
        const int line = small.line(0, 1, line_mw);
        small.interface({{static_cast<model::LineIndex>(line), 1.0}}, limit_mw);
        small.data_center(
            {.name = "hub", .draw_mw = {50.0, 50.0}, .connection_mw = 60.0, .region = 1, .may_shed = false});
        return small;
    };
    const auto wide = explain(study(20.0, 100.0));
    REQUIRE(wide.violations.size() == 1);
    CHECK(wide.violations[0].kind == LimitKind::interface_limit);
    CHECK(wide.violations[0].name == "interface 0");
    CHECK(wide.violations[0].requested == 20.0);
    CHECK(wide.violations[0].reachable == Approx(50.0).epsilon(kSmall));
    CHECK(wide.violations[0].amount == Approx(60.0).epsilon(kSmall));
    try_amount([&](double share) { return study(20.0 + share * 30.0, 100.0); });

    const auto narrow = explain(study(20.0, 45.0));
    REQUIRE(narrow.violations.size() == 2);
    CHECK(narrow.violations[0].reachable == Approx(45.0).epsilon(kSmall));
    CHECK(narrow.violations[1].kind == LimitKind::region_load);
    CHECK(narrow.violations[1].name == "south");
    CHECK(narrow.violations[1].amount == Approx(10.0).epsilon(kSmall));
    CHECK(narrow.violations[1].requested == Approx(100.0));
}

TEST_CASE("a shortfall of some kW is found, too") {
    SmallStudy small;
    small.region("north", {0.2, 0.2});
    small.region("south", {0.0, 0.0});
    small.plant({.name = "gas", .capacity_mw = 0.5, .variable_cost_per_mwh = 50.0});
    small.line(0, 1, 0.02);
    small.data_center({.name = "hub", .draw_mw = {0.05, 0.05}, .connection_mw = 0.06, .region = 1, .may_shed = false});
    const auto found = explain(small);
    REQUIRE(found.violations.size() == 1);
    CHECK(found.violations[0].kind == LimitKind::region_load);
    CHECK(found.violations[0].amount == Approx(0.06).epsilon(kSmall));
    CHECK(found.violations[0].requested == Approx(0.1));
}

TEST_CASE("targets in the mean of two weather years, and in each") {
    // Wind of the second weather year is half: scores 0.6 and 0.3, mean 0.25 × 0.6 + 0.75 × 0.3 = 0.375
    const auto study = [](double target, model::TargetScope scope) {
        SmallStudy small = hub({100.0, 100.0});
        small.weather_years({0.25, 0.75});
        small.resource_factor = {1.0, 0.5};
        small.study.planning.target_scope = scope;
        small.contract("clean hub", target);
        small.plant(wind({0.6, 0.6}, 100.0));
        return small;
    };
    const auto mean = explain(study(0.5, model::TargetScope::mean));
    REQUIRE(mean.violations.size() == 1);
    CHECK_FALSE(mean.violations[0].weather_year.has_value());
    CHECK(mean.violations[0].reachable == Approx(0.375).epsilon(kSmall));
    CHECK(mean.violations[0].amount == Approx(0.125 * 200.0).epsilon(kSmall));
    try_amount([&](double share) { return study(0.5 - share * 0.125, model::TargetScope::mean); });

    const auto each = explain(study(0.5, model::TargetScope::each));
    REQUIRE(each.violations.size() == 1);
    REQUIRE(each.violations[0].weather_year.has_value());
    CHECK(*each.violations[0].weather_year == 2);
    CHECK(each.violations[0].reachable == Approx(0.3).epsilon(kSmall));

    const auto whole = explain(study(1.0, model::TargetScope::mean));  // no row, a slack in every hour
    REQUIRE(whole.violations.size() == 1);
    CHECK(whole.violations[0].reachable == Approx(0.375).epsilon(kSmall));
}

TEST_CASE("a study that has a plan has no violation") {
    SmallStudy small = hub();
    small.contract("clean hub", 0.4);
    small.plant(wind({0.5, 0.5, 0.0, 0.8}, 100.0));
    REQUIRE(feasible(small));
    const auto explanation = explain(small);
    CHECK_FALSE(explanation.proven_infeasible);
    CHECK(explanation.violations.empty());
    CHECK(explanation.certificate.primal_objective < 1e-3);  // MWh of 400
}
