// Kirchhoff's voltage law by hand: flows divided by reactance, prices behind a congested line, taps, phase shifts.
// Clp's tolerance is 1e-9, so 1e-7 relative is ample.
#include <doctest/doctest.h>

#include <algorithm>
#include <numbers>

#include "lp/interior_point.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

constexpr double kRadiansPerDegree = std::numbers::pi / 180.0;
constexpr int kA = 0, kB = 1, kC = 2;

double flow(const Solved& solved, std::size_t corridor, std::size_t hour = 0, std::size_t chain = 0) {
    const auto& d = solved.plan.dispatch[chain];
    return d.flow_forward_mw(hour, corridor) - d.flow_reverse_mw(hour, corridor);
}

void check_plan(const SmallStudy& small, const Solved& solved) {
    REQUIRE(solved.flat.optimal);
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
    CHECK(cost_from_figures(solved.plan) == Approx(solved.flat.objective * solved.program.money_unit).epsilon(1e-9));
}

int rows_of(const Solved& solved, std::size_t chain = 0) {
    return solved.program.staircase.chains[chain].rows();
}

// Cheap power in a, expensive power in b, all demand in c. Of the power from a to c, 0.3 / 0.5 takes the line a-c (0.2
// against 0.1 + 0.2 by way of b); of the power from b to c, 0.2 / 0.5.
SmallStudy triangle(const std::vector<double>& demand_mw, double direct_mw) {
    SmallStudy small;
    const std::vector<double> none(demand_mw.size(), 0.0);
    small.region("a", none);
    small.region("b", none);
    small.region("c", demand_mw);
    small.plant({.name = "cheap", .capacity_mw = 500.0, .variable_cost_per_mwh = 20.0, .region = kA});
    small.plant({.name = "dear", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0, .region = kB});
    small.line_with_reactance(kA, kB, 500.0, 0.1);
    small.line_with_reactance(kB, kC, 500.0, 0.2);
    small.line_with_reactance(kA, kC, direct_mw, 0.2);
    return small;
}

// One plant in a feeds 100 MW in b.
SmallStudy pair() {
    SmallStudy small;
    small.region("a", {0.0});
    small.region("b", {100.0});
    small.plant({.name = "cheap", .capacity_mw = 500.0, .variable_cost_per_mwh = 20.0, .region = kA});
    return small;
}

}  // namespace

TEST_CASE("flows divide by reactance; behind a congested line the price exceeds every plant's cost") {
    const SmallStudy small = triangle({50.0, 100.0}, 48.0);
    const Solved solved = small.solve();
    check_plan(small, solved);
    const auto& d = solved.plan.dispatch[0];
    CHECK(flow(solved, 0, 0) == Approx(20.0));  // a to b: 0.4 of 50
    CHECK(flow(solved, 1, 0) == Approx(20.0));
    CHECK(flow(solved, 2, 0) == Approx(30.0));
    for (std::size_t r = 0; r < 3; ++r) CHECK(d.price_per_mwh(0, r) == Approx(20.0));
    // 0.6 cheap + 0.4 expensive = 48 on the direct line, cheap + expensive = 100.
    CHECK(d.generation_mw(1, 0) == Approx(40.0));
    CHECK(d.generation_mw(1, 1) == Approx(60.0));
    CHECK(flow(solved, 0, 1) == Approx(-8.0));  // 0.4 × 40 - 0.4 × 60
    CHECK(flow(solved, 1, 1) == Approx(52.0));
    CHECK(flow(solved, 2, 1) == Approx(48.0));
    CHECK(d.price_per_mwh(1, kA) == Approx(20.0));
    CHECK(d.price_per_mwh(1, kB) == Approx(50.0));
    CHECK(d.price_per_mwh(1, kC) == Approx(110.0));  // one MW more: 3 of the expensive plant, 2 fewer of the cheap one
}

TEST_CASE("the program's own solver finds the same flows and prices") {
    const SmallStudy small = triangle({50.0, 100.0}, 48.0);
    const auto series = small.profiles();
    const planning::Program program = planning::build_program(small.study, series);
    lp::Settings settings;
    settings.tolerance = 1e-9;
    const lp::Solution solution = lp::solve(program.staircase, settings, {});
    REQUIRE(solution.status == lp::Status::optimal);
    const planning::Plan plan = planning::read_plan(small.study, series, program, solution);
    const auto& d = plan.dispatch[0];
    CHECK(d.flow_reverse_mw(1, 0) == Approx(8.0).epsilon(1e-6));
    CHECK(d.price_per_mwh(1, kC) == Approx(110.0).epsilon(1e-6));
    CHECK(plan.objective == Approx(50.0 * 20.0 + 40.0 * 20.0 + 60.0 * 50.0).epsilon(1e-8));
}

TEST_CASE("the same network without reactances carries all of the cheap power") {
    SmallStudy small = triangle({50.0, 100.0}, 48.0);
    small.study.lines.reactance_pu.assign(3, 0.0);
    const Solved solved = small.solve();
    check_plan(small, solved);
    CHECK(solved.plan.dispatch[0].generation_mw(1, 1) == Approx(0.0));
    CHECK(solved.plan.objective == Approx(150.0 * 20.0));
}

TEST_CASE("a line with flow in one direction only obeys the voltage law") {
    // a to b only, so cheap >= expensive; 0.6 cheap + 0.4 expensive <= 48 allows 48 of each.
    SmallStudy small = triangle({100.0}, 48.0);
    small.study.lines.reverse_capacity_mw[0] = 0.0;
    const Solved solved = small.solve();
    check_plan(small, solved);
    CHECK(solved.plan.dispatch[0].unserved_mw(0, kC) == Approx(4.0));
    CHECK(flow(solved, 0) == Approx(0.0));
    CHECK(flow(solved, 1) == Approx(48.0));
}

TEST_CASE("a radial network with reactances is a transport network") {
    const auto chain = [](double reactance_pu) {
        SmallStudy small;
        small.region("a", {10.0, 20.0});
        small.region("b", {30.0, 90.0});
        small.region("c", {60.0, 80.0});
        small.plant({.name = "cheap", .capacity_mw = 300.0, .variable_cost_per_mwh = 20.0, .region = kA});
        small.plant({.name = "dear", .capacity_mw = 300.0, .variable_cost_per_mwh = 50.0, .region = kC});
        small.line(kA, kB, 120.0);
        small.line(kB, kC, 55.0);
        small.study.lines.reactance_pu = {reactance_pu, 3.0 * reactance_pu};
        small.study.lines.phase_shift_deg = {5.0, 0.0};  // without a cycle a shift changes only angles
        return small.solve();
    };
    const Solved law = chain(0.1), transport = chain(0.0);
    CHECK(rows_of(law) == rows_of(transport));
    CHECK(law.plan.objective == Approx(transport.plan.objective).epsilon(1e-12));
    CHECK(flow(law, 1, 0) == Approx(55.0));  // bound by its limit, not by the law
}

TEST_CASE("the voltage law holds in each island") {
    SmallStudy small = triangle({100.0}, 48.0);
    const int x = small.region("x", {0.0}), y = small.region("y", {90.0});
    small.plant({.name = "far", .capacity_mw = 500.0, .variable_cost_per_mwh = 5.0, .region = x});
    small.line_with_reactance(x, y, 500.0, 0.1);
    small.line_with_reactance(x, y, 500.0, 0.2);
    const Solved solved = small.solve();
    check_plan(small, solved);
    CHECK(rows_of(solved) == 5 + 2);
    CHECK(flow(solved, 0) == Approx(-8.0));
    CHECK(flow(solved, 3) == Approx(60.0));
    CHECK(flow(solved, 4) == Approx(30.0));
    CHECK(solved.plan.dispatch[0].price_per_mwh(0, kC) == Approx(110.0));
    CHECK(solved.plan.dispatch[0].price_per_mwh(0, static_cast<std::size_t>(y)) == Approx(5.0));
}

TEST_CASE("parallel lines divide by reactance, so one may be full while the other is not") {
    SmallStudy small = pair();
    small.plant({.name = "dear", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0, .region = kB});
    small.line_with_reactance(kA, kB, 30.0, 0.1);
    small.line_with_reactance(kA, kB, 100.0, 0.2);
    const Solved solved = small.solve();
    check_plan(small, solved);
    REQUIRE(solved.plan.corridors.members.size() == 2);
    CHECK(flow(solved, 0) == Approx(30.0));
    CHECK(flow(solved, 1) == Approx(15.0));
    CHECK(solved.plan.dispatch[0].generation_mw(0, 1) == Approx(55.0));
    CHECK(solved.plan.dispatch[0].price_per_mwh(0, kB) == Approx(50.0));

    small.line(kA, kB, 20.0);  // the voltage law does not apply to a transport line
    const Solved with_link = small.solve();
    check_plan(small, with_link);
    CHECK(flow(with_link, 2) == Approx(20.0));
    CHECK(with_link.plan.dispatch[0].generation_mw(0, 1) == Approx(35.0));
}

TEST_CASE("a tap ratio scales the reactance") {
    SmallStudy small = pair();
    small.line_with_reactance(kA, kB, 500.0, 0.1);
    small.line_with_reactance(kA, kB, 500.0, 0.1, 1.25);
    const Solved solved = small.solve();
    check_plan(small, solved);
    CHECK(flow(solved, 0) == Approx(100.0 * 1.25 / 2.25));
    CHECK(flow(solved, 1) == Approx(100.0 * 1.00 / 2.25));
}

TEST_CASE("a phase shift moves flow off its line, whatever the line's stated direction") {
    // x f1 / base + shift = x f2 / base, so f2 - f1 = shift × base / x; together 100.
    for (const double base_mva : {100.0, 50.0}) {
        const double moved_mw = kRadiansPerDegree * base_mva / 0.1;
        SmallStudy small = pair();
        small.study.planning.base_mva = base_mva;
        small.line_with_reactance(kA, kB, 500.0, 0.1, 1.0, 1.0);
        small.line_with_reactance(kA, kB, 500.0, 0.1);
        Solved solved = small.solve();
        check_plan(small, solved);
        CHECK(flow(solved, 0) == Approx(50.0 - moved_mw / 2.0));
        CHECK(flow(solved, 1) == Approx(50.0 + moved_mw / 2.0));

        // Written from b to a its flow is negative, and the same shift adds to the power from a to b.
        small.study.lines.from[0] = model::RegionIndex{kB};
        small.study.lines.to[0] = model::RegionIndex{kA};
        solved = small.solve();
        check_plan(small, solved);
        CHECK(flow(solved, 0) == Approx(-50.0 - moved_mw / 2.0));
        CHECK(flow(solved, 1) == Approx(50.0 - moved_mw / 2.0));
    }
}

TEST_CASE("a shift drives power around a mesh without any demand") {
    SmallStudy small = triangle({0.0}, 500.0);
    small.study.lines.phase_shift_deg[2] = -2.0;  // a to c
    const Solved solved = small.solve();
    check_plan(small, solved);
    const double around_mw = 2.0 * kRadiansPerDegree * 100.0 / (0.1 + 0.2 + 0.2);
    CHECK(flow(solved, 2) == Approx(around_mw));
    CHECK(flow(solved, 0) == Approx(-around_mw));
    CHECK(flow(solved, 1) == Approx(-around_mw));
}

TEST_CASE("a cycle that is opened by closing a line has no voltage law") {
    SmallStudy small(2);
    small.region("a", {0.0});
    small.region("b", {0.0});
    small.region("c", {100.0});
    small.plant({.name = "cheap", .capacity_mw = 500.0, .variable_cost_per_mwh = 20.0, .region = kA});
    small.line_with_reactance(kA, kB, 500.0, 0.1);
    small.line_with_reactance(kB, kC, 500.0, 0.2);
    small.line_with_reactance(kA, kC, 500.0, 0.2);
    small.study.lines.closed[2] = base::utc_of_date(2031, 1, 1, 0);
    const Solved solved = small.solve();
    check_plan(small, solved);
    CHECK(rows_of(solved, 0) == 3 + 1);
    CHECK(rows_of(solved, 1) == 3);
    CHECK(flow(solved, 1, 0, 0) == Approx(40.0));
    CHECK(flow(solved, 1, 0, 1) == Approx(100.0));
}

TEST_CASE("an interface does not limit flow in the other direction") {
    // Power for b is in a in the first hour, power for a in b in the second; 50 MW from a to b, 100 MW from b to a.
    for (const auto& [sign, limit_mw, unserved_mwh] : {std::tuple{1.0, 45.0, 35.0}, {-1.0, 60.0, 30.0 + 30.0}}) {
        SmallStudy small;
        small.region("a", {0.0, 90.0});
        small.region("b", {80.0, 0.0});
        small.plant({.name = "a", .capacity_mw = 200.0, .variable_cost_per_mwh = 1.0, .resource_frac = {1.0, 0.0}});
        small.plant({.name = "b",
                     .capacity_mw = 200.0,
                     .variable_cost_per_mwh = 1.0,
                     .region = 1,
                     .resource_frac = {0.0, 1.0}});
        small.line(0, 1, 50.0);
        small.study.lines.reverse_capacity_mw[0] = 100.0;
        small.interface({{model::LineIndex{0}, sign}}, limit_mw);
        const Solved solved = small.solve();
        REQUIRE(solved.flat.optimal);
        CHECK(solved.plan.summary[0].unserved_mwh == Approx(unserved_mwh));
    }
}

TEST_CASE("an interface that its lines cannot exceed has no row") {
    SmallStudy small;
    small.region("a", {10.0});
    small.region("b", {10.0});
    small.line(0, 1, 50.0);
    small.interface({{model::LineIndex{0}, 1.0}}, 50.0);
    const auto rows = [&] {
        return planning::build_program(small.study, small.profiles()).staircase.chains[0].row_names;
    };
    CHECK(std::ranges::count(rows(), "interface interface 0") == 0);
    small.study.interfaces.limit_mw[0] = {{2030, 49.0}};
    CHECK(std::ranges::count(rows(), "interface interface 0") == 1);
}

TEST_CASE("an interface limits the net flow over lines with reactances") {
    // 0.4 cheap - 0.4 expensive from a to b and 0.6 cheap + 0.4 expensive from a to c: their sum is the generation of
    // a.
    SmallStudy small = triangle({100.0}, 500.0);
    small.interface({{model::LineIndex{0}, 1.0}, {model::LineIndex{2}, 1.0}}, 70.0);
    const Solved solved = small.solve();
    check_plan(small, solved);
    CHECK(solved.plan.dispatch[0].generation_mw(0, 0) == Approx(70.0));
    CHECK(flow(solved, 0) == Approx(0.4 * 70.0 - 0.4 * 30.0));
    CHECK(flow(solved, 2) == Approx(0.6 * 70.0 + 0.4 * 30.0));
}
