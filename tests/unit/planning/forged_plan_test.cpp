// A plan is optimal if its certificate shows it, whatever status the solver returns.
#include <doctest/doctest.h>

#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;

namespace {

SmallStudy two_hours() {
    SmallStudy small;
    small.region("north", {100.0, 60.0});
    small.plant({.name = "cheap", .capacity_mw = 80.0, .variable_cost_per_mwh = 10.0});
    small.plant({.name = "dear", .capacity_mw = 80.0, .variable_cost_per_mwh = 50.0});
    return small;
}

}  // namespace

TEST_CASE("a forged solution is rejected, a genuine one is not") {
    const SmallStudy small = two_hours();
    const auto series = small.profiles();
    const auto program = planning::build_program(small.study, series);
    const lp::Solution honest = solve_with_clp(program.staircase).solution;
    REQUIRE(honest.status == lp::Status::optimal);
    const auto status_of = [&](const auto& forge) {
        lp::Solution forged = honest;
        forge(forged);
        return planning::read_plan(small.study, series, program, forged).status;
    };
    using lp::Status;
    CHECK(status_of([](lp::Solution&) {}) == Status::optimal);
    CHECK(status_of([](lp::Solution& s) {
              s.x[0].setZero();
              s.certificate = {};
          }) == Status::numerical_failure);                                                  // no load is served
    CHECK(status_of([](lp::Solution& s) { s.y[0] *= 1.01; }) == Status::numerical_failure);  // the duals give no bound
    CHECK(status_of([](lp::Solution& s) { s.x[0](0, 0) = 2.0 * s.x[0](0, 0); }) == Status::numerical_failure);
    CHECK(status_of([](lp::Solution& s) { s.x.clear(); }) == Status::numerical_failure);
    CHECK(status_of([](lp::Solution& s) { s.status = Status::iteration_limit; }) == Status::iteration_limit);
}
