// Certificates and iterations of an operation that consists of parts.
#include "planning/analyses/operation_certificate.hpp"

#include "lp/interior_point.hpp"
#include "operation_cases.hpp"
#include "planning/analyses/whole_years.hpp"

using namespace decawatt::tests::operation_cases;

TEST_CASE("gaps of parts add as money, and are relative to the total objective") {
    lp::StaircaseProgram program;
    program.objective_offset = 3.0;
    program.border.cost = (lp::Vector(2) << 10.0, 7.0).finished();
    program.border.lower = (lp::Vector(2) << 2.0, 0.0).finished();
    program.border.upper = (lp::Vector(2) << 2.0, 5.0).finished();  // the first is decided: a constant of 20
    lp::Certificate first, second;
    first.primal_objective = 99.0, first.dual_objective = 98.0;
    first.relative_gap = 0.01, first.complementarity = 0.02, first.primal_residual = 0.5;
    second.primal_objective = -49.0, second.dual_objective = -51.0;
    second.relative_gap = 0.04, second.complementarity = 0.06, second.dual_residual = 0.25;
    const lp::Certificate all = planning::joined_certificate(program, {first, second});
    CHECK(all.primal_objective == Approx(73.0));
    CHECK(all.dual_objective == Approx(70.0));
    CHECK(all.relative_gap == Approx((0.01 * 100.0 + 0.04 * 50.0) / 74.0));
    CHECK(all.complementarity == Approx((0.02 * 100.0 + 0.06 * 50.0) / 74.0));
    CHECK(all.primal_residual == 0.5);
    CHECK(all.dual_residual == 0.25);
}

TEST_CASE("a payment is deducted from both objectives, and relative figures refer to the rest") {
    lp::Certificate certificate;
    certificate.primal_objective = 99.0, certificate.dual_objective = 97.0;
    certificate.relative_gap = 0.02, certificate.complementarity = 0.01;
    planning::deduct_penalties(50.0, certificate);
    CHECK(certificate.primal_objective == 49.0);
    CHECK(certificate.dual_objective == 47.0);
    CHECK(certificate.relative_gap == Approx(0.04));
    CHECK(certificate.complementarity == Approx(0.02));
}

TEST_CASE("with limited foresight, penalties on load that must be served are no part of the gap where it is") {
    // 100 MW of gas: 55.6 reach a hub of 50 MW, hour by hour; the other region has the rest of it.
    SmallStudy small;
    small.study.horizon.hours_per_year = 2;
    small.region("far", {100.0, 100.0});
    small.region("near", {0.0, 0.0});
    small.plant({.name = "gas", .capacity_mw = 100.0, .variable_cost_per_mwh = 50.0});
    small.line(0, 1, 60.0, 0.1);
    small.data_center({.name = "hub", .draw_mw = {50.0, 50.0}, .connection_mw = 60.0, .region = 1, .may_shed = false});
    const auto operation = operated(small, plan_of(small), windows(1, 1));
    CHECK(operation.plan.summary[0].unserved_mwh == Approx(2.0 * 50.0 / 0.9).epsilon(1e-5));
    CHECK(operation.plan.certificate.relative_gap <= 1e-4);
}

TEST_CASE("the iterations of a year are those of all its solves") {
    // Wind of 100 MW gives 60 for a load of 100, of which 80 must be clean: solved with low penalties, with full ones,
    // and with the rows relaxed by what they miss.
    SmallStudy small;
    small.region("a", std::vector<double>(4, 300.0));
    small.contract("deal", 0.8, 0.9, -1.0, 0.2);
    small.data_center({.name = "hub", .draw_mw = std::vector<double>(4, 100.0), .connection_mw = 200.0, .contract = 0});
    small.plant({.name = "gas", .capacity_mw = 500.0, .variable_cost_per_mwh = 50.0});
    small.plant({.name = "wind",
                 .capacity_mw = 100.0,
                 .variable_cost_per_mwh = 60.0,
                 .technology = model::Technology::onshore,
                 .contract = 0,
                 .resource_frac = std::vector<double>(4, 1.0)});
    const planning::FixedPlan fixed = plan_of(small);
    small.resource_factor = {0.6};
    const planning::Program program = planning::build_operation(small.study, small.profiles(), fixed);
    const auto parts = lp::independent_parts(program.staircase);
    REQUIRE(parts[0].chains.size() == 1);
    int solves = 0, iterations = 0;
    const auto point = planning::solve_part(program, parts[0], 1e-7, [&](const lp::StaircaseProgram& part) {
        lp::Solution solution = lp::solve(part, tight(), {});
        ++solves;
        iterations += solution.iterations;
        return solution;
    });
    CHECK(point.status == lp::Status::optimal);
    CHECK(solves == 3);
    CHECK(point.iterations == iterations);
    CHECK(iterations > 3);
}
