#include "lp/interior_point.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "lp/certificate.hpp"
#include "parallel/blocks.hpp"
#include "plain_program.hpp"
#include "support/clp_bridge.hpp"
#include "support/random_program.hpp"

using namespace decawatt;
using lp::Matrix, lp::Vector;
using tests::plain, tests::tight;

namespace {

// Two stages, demand 1 and 2: served at 0 by what is built for `cost` a unit, or at 2 a unit.
lp::StaircaseProgram with_a_build(double cost) {
    auto p = plain(Matrix{{1.0, 1.0}}, Matrix{{0.0}, {2.0}}, Matrix{{1.0, 2.0}}, Matrix{{1.0, 1.0}, {5.0, 5.0}});
    lp::Chain& c = p.chains[0];
    c.scaled_by[0] = 0;
    c.C.resize(1, 1);
    c.border_map = Matrix::Identity(1, 1).sparseView();
    c.border_offset = Vector::Zero(1);
    p.border.cost = Vector::Constant(1, cost);
    p.border.lower = Vector::Zero(1);
    p.border.upper = Vector::Constant(1, 10.0);
    p.linking.H.resize(0, 1);
    return p;
}

}  // namespace

TEST_CASE("two generators meet a demand in merit order") {
    // 10 of demand, 6 from the one that costs 1, the rest from the one that costs 3: price 3
    const auto s =
        lp::solve(plain(Matrix{{1.0, 1.0}}, Matrix{{1.0}, {3.0}}, Matrix{{10.0}}, Matrix{{6.0}, {8.0}}), tight(), {});
    REQUIRE(s.status == lp::Status::optimal);
    CHECK(s.x[0](0, 0) == doctest::Approx(6.0).epsilon(1e-6));
    CHECK(s.x[0](1, 0) == doctest::Approx(4.0).epsilon(1e-6));
    CHECK(s.y[0](0, 0) == doctest::Approx(3.0).epsilon(1e-6));
    CHECK(s.certificate.primal_objective == doctest::Approx(18.0).epsilon(1e-7));
    CHECK(s.certificate.dual_objective <= s.certificate.primal_objective + 1e-6);
}

TEST_CASE("a store moves cheap energy to the expensive stage, with losses in both directions") {
    // columns: buy, charge, discharge, content. Balance: buy - charge + discharge = demand; content: e - e' - .8 charge
    // + discharge/.8 = 0
    const Matrix a{{1.0, -1.0, 1.0, 0.0}, {0.0, -0.8, 1.25, 1.0}};
    auto p = plain(a, Matrix{{1.0, 10.0}, {0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}}, Matrix{{1.0, 1.0}, {0.0, 0.0}},
                   Matrix::Constant(4, 2, 5.0));
    p.chains[0].B = Matrix{{0.0, 0.0, 0.0, 0.0}, {0.0, 0.0, 0.0, -1.0}}.sparseView();
    const auto s = lp::solve(p, tight(), {});
    REQUIRE(s.status == lp::Status::optimal);
    // Stage 2 is served from the store: discharge 1 needs 1.25 content, bought as 1.5625 in stage 1: cost 2.5625
    CHECK(s.certificate.primal_objective == doctest::Approx(2.5625).epsilon(1e-7));
    CHECK(s.x[0](3, 0) == doctest::Approx(1.25).epsilon(1e-6));
    CHECK(s.y[0](0, 1) == doctest::Approx(1.5625).epsilon(1e-5));  // one more unit then costs 1/.64 now
}

TEST_CASE("a border variable grows until its cost equals its marginal saving") {
    // demand 1 and 2; capacity costs 3, the alternative 2 a unit: k = 1 saves 4, the second unit only 2
    const auto p = with_a_build(3.0);
    const auto s = lp::solve(p, tight(), {});
    REQUIRE(s.status == lp::Status::optimal);
    CHECK(s.k[0] == doctest::Approx(1.0).epsilon(1e-6));
    CHECK(s.certificate.primal_objective == doctest::Approx(5.0).epsilon(1e-7));
}

TEST_CASE("a linking row has the dual of its right-hand side") {
    // at most 3 of the cheap column over two stages of demand 2: 3 × 1 + 1 × 4, and one more unit of the limit saves 3
    auto p = plain(Matrix{{1.0, 1.0}}, Matrix{{1.0}, {4.0}}, Matrix{{2.0, 2.0}}, Matrix::Constant(2, 2, 5.0));
    p.chains[0].G = Matrix{{1.0, 0.0}}.sparseView();
    p.linking.H.resize(1, 0);
    p.linking.rhs = Vector::Constant(1, 3.0);
    p.linking.sense = {lp::Sense::at_most};
    const auto s = lp::solve(p, tight(), {});
    REQUIRE(s.status == lp::Status::optimal);
    CHECK(s.certificate.primal_objective == doctest::Approx(7.0).epsilon(1e-7));
    CHECK(s.lambda[0] == doctest::Approx(-3.0).epsilon(1e-5));
}

TEST_CASE("a program that no point satisfies ends as infeasible") {
    auto s = lp::solve(plain(Matrix{{1.0, 1.0}}, Matrix{{1.0}, {3.0}}, Matrix{{20.0}}, Matrix{{6.0}, {8.0}}), {}, {});
    CHECK(s.status == lp::Status::infeasible);
    auto p = plain(Matrix{{1.0, 1.0}}, Matrix{{1.0}, {4.0}}, Matrix{{2.0, 2.0}}, Matrix::Constant(2, 2, 2.0));
    p.chains[0].G = Matrix{{1.0, 1.0}}.sparseView();
    p.linking.H.resize(1, 0);
    p.linking.rhs = Vector::Constant(1, 3.0);
    p.linking.sense = {lp::Sense::at_most};
    CHECK(lp::solve(p, {}, {}).status == lp::Status::infeasible);
}

TEST_CASE("invalid input is rejected with its reason") {
    auto p = plain(Matrix{{1.0, 1.0}}, Matrix{{1.0}, {3.0}}, Matrix{{10.0}}, Matrix{{6.0}, {8.0}});
    p.chains[0].rhs(0, 0) = std::numeric_limits<double>::quiet_NaN();
    CHECK(lp::solve(p, {}, {}).status == lp::Status::invalid_input);
    p.chains[0].rhs(0, 0) = 10.0;
    p.chains[0].upper(0, 0) = std::numeric_limits<double>::infinity();
    const auto s = lp::solve(p, {}, {});
    CHECK(s.status == lp::Status::invalid_input);
    CHECK(s.message.find("how large") != std::string::npos);
}

TEST_CASE("too few iterations end with a status, a message and a valid bound") {
    lp::Settings few;
    few.max_iterations = 2;
    const auto program = tests::random_program({}, 5);
    const auto s = lp::solve(program, few, {});
    CHECK(s.status == lp::Status::iteration_limit);
    CHECK(s.message.find("2 iterations") != std::string::npos);
    const double optimum = tests::solve_with_clp(program).objective;
    CHECK(s.certificate.dual_objective <= optimum + 1e-9 * std::abs(optimum));
}

TEST_CASE("refinement reaches a small gap from a coarse tolerance, with small values where zero is right") {
    const auto p = with_a_build(4.5);  // more than the 4 that it saves: nothing is built
    lp::Settings coarse;
    coarse.tolerance = 1e-3;
    lp::Settings fine = coarse;
    fine.refinements = 10;
    const auto first = lp::solve(p, coarse, {}), refined = lp::solve(p, fine, {});
    REQUIRE(first.status == lp::Status::optimal);
    REQUIRE(refined.status == lp::Status::optimal);
    CHECK(refined.iterations > first.iterations);
    CHECK(refined.iterations <= first.iterations + 10);
    CHECK(first.k[0] > 1e-6);  // a residual within the tolerance
    CHECK(refined.k[0] < 1e-8);
    CHECK(refined.certificate.relative_gap < 1e-8);
}

TEST_CASE("among equal optima the solution is their centre") {
    // x + y = 1 at equal costs, x ≤ 1, y ≤ 2: x (1 - x) y (2 - y) is largest where 1 - x - 4 x² = 0. Refinement ends
    // with products within a thousandth of each other, and so does x.
    for (const double cost : {0.0, 1.0, 1000.0}) {
        const auto p = plain(Matrix{{1.0, 1.0}}, Matrix{{cost}, {cost}}, Matrix{{1.0}}, Matrix{{1.0}, {2.0}});
        const auto s = lp::solve(p, lp::plan_settings(1e-6), {});
        REQUIRE(s.status == lp::Status::optimal);
        CHECK(s.x[0](0, 0) == doctest::Approx((std::sqrt(17.0) - 1.0) / 8.0).epsilon(1e-3));
    }
}

TEST_CASE("refinement keeps the certificate, and can be stopped") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const auto p = tests::random_program({}, seed);
        const auto accepted = lp::solve(p, {}, {}), refined = lp::solve(p, lp::plan_settings(1e-6), {});
        REQUIRE(accepted.status == lp::Status::optimal);
        CHECK(refined.status == lp::Status::optimal);
        CHECK(lp::holds(refined.certificate, 1e-6));
    }
    const auto p = tests::random_program({}, 2);
    const int accepted = lp::solve(p, {}, {}).iterations;
    int reports = 0;
    const auto stop = [&](const std::string&, double, const std::string&) { return ++reports <= accepted + 1; };
    const auto stopped = lp::solve(p, lp::plan_settings(1e-6), stop);
    CHECK((stopped.status == lp::Status::interrupted || stopped.iterations == accepted));
}

TEST_CASE("without rows, every column is at its cheaper bound") {
    const auto s =
        lp::solve(plain(Matrix(0, 2), Matrix{{1.0}, {-2.0}}, Matrix(0, 3), Matrix::Constant(2, 3, 4.0)), tight(), {});
    REQUIRE(s.status == lp::Status::optimal);
    CHECK(s.certificate.primal_objective == doctest::Approx(-24.0).epsilon(1e-7));
}

TEST_CASE("the caller can stop the solve") {
    const auto p = tests::random_program({}, 1);
    CHECK(lp::solve(p, {}, [](const std::string&, double, const std::string&) { return false; }).status ==
          lp::Status::interrupted);
}

TEST_CASE("any number of threads and any cut gives the same optimum; threads give the same bits") {
    for (const double by_stage : {0.0, 0.2}) {
        tests::RandomShape shape{.chains = 2, .stages = 200, .rows = 5, .columns = 14, .states = 2};
        shape.by_stage = shape.from_zero = by_stage;
        const auto p = tests::random_program(shape, 3);
        REQUIRE(p.chains[0].by_stage.empty() == (by_stage == 0.0));
        lp::Settings cut;
        cut.segment_stages = 40;
        const auto whole = lp::solve(p, {}, {});
        parallel::set_threads(1);
        const auto one = lp::solve(p, cut, {});
        REQUIRE(whole.status == lp::Status::optimal);
        REQUIRE(one.status == lp::Status::optimal);
        CHECK(one.certificate.primal_objective == doctest::Approx(whole.certificate.primal_objective).epsilon(2e-6));
        for (const int threads : {2, 3}) {
            parallel::set_threads(threads);
            const auto more = lp::solve(p, cut, {});
            CHECK(one.iterations == more.iterations);
            CHECK((one.x[0].array() == more.x[0].array()).all());
            CHECK((one.k.array() == more.k.array()).all());
        }
        parallel::set_threads(0);
    }
}
