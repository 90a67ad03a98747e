// The certificate in isolation, for points made by hand and for wrong ones.
#include "lp/certificate.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "support/clp_bridge.hpp"
#include "support/random_program.hpp"

using namespace decawatt;
using lp::Matrix, lp::Vector;

namespace {

constexpr double kTolerance = 1e-6;

// One stage, one row x0 + x1 + x2 = 3, bounds of 1, no border and no linking rows: the only point is (1, 1, 1).
lp::StaircaseProgram only_point(const Matrix& cost) {
    lp::StaircaseProgram p;
    lp::Chain c;
    c.stages = 1;
    c.cyclic = false;
    c.A = Matrix::Ones(1, 3).sparseView();
    c.B.resize(1, 3);
    c.C.resize(1, 0);
    c.G.resize(0, 3);
    c.cost = cost;
    c.rhs = Matrix::Constant(1, 1, 3.0);
    c.upper = Matrix::Ones(3, 1);
    c.scaled_by.assign(3, lp::kFixedBound);
    c.border_map.resize(0, 0);
    c.border_offset.resize(0);
    p.chains.push_back(c);
    p.border.cost = p.border.lower = p.border.upper = Vector(0);
    p.linking.H.resize(0, 0);
    p.linking.rhs = Vector(0);
    return p;
}

lp::Solution ones() {
    lp::Solution s;
    s.x = {Matrix::Ones(3, 1)};
    s.y = {Matrix::Zero(1, 1)};
    s.k = s.lambda = Vector(0);
    return s;
}

}  // namespace

TEST_CASE("compensated sums keep digits lost by rounding") {
    // 1e16 + 1 - 1e16 is 0 in plain doubles. With y = 0 the bound is the sum of the negative costs.
    const auto p = only_point(Matrix{{1e16}, {1.0}, {-1e16}});
    CHECK(lp::certify(p, ones()).primal_objective == 1.0);
    auto s = ones();
    s.y[0](0, 0) = 1e16;  // reduced costs 0, 1 - 1e16 = -1e16 and -2e16: bound 3e16 - 1e16 - 2e16
    CHECK(lp::certify(p, s).dual_objective == 0.0);
}

TEST_CASE("a point outside its bounds or rows is judged by how far") {
    const auto p = only_point(Matrix{{1.0}, {2.0}, {4.0}});
    auto s = ones();
    s.y[0](0, 0) = 10.0;  // all reduced costs negative, all columns at their upper bounds: the bound is the cost
    CHECK(lp::holds(lp::certify(p, s), kTolerance));
    CHECK(lp::certify(p, s).dual_objective == doctest::Approx(7.0));
    s.x[0](0, 0) = 1.25;
    s.x[0](1, 0) = 0.5;
    const auto c = lp::certify(p, s);
    CHECK(c.bound_violation == 0.25);
    CHECK(c.bound_violation_relative == 0.125);  // of 1 + the bound
    CHECK(c.primal_residual == 0.25);
    CHECK(c.primal_residual_relative == 0.25 / 4.0);       // of the coefficient 1 and the right-hand side 3
    CHECK(c.dual_residual == doctest::Approx(8.0 * 0.5));  // the second column: reduced cost -8, a half below
    CHECK_FALSE(lp::holds(c, kTolerance));
}

TEST_CASE("a scaled row has the same certificate") {
    auto p = only_point(Matrix{{1.0}, {2.0}, {4.0}});
    auto s = ones();
    s.x[0](0, 0) = 0.999;
    const double plain = lp::certify(p, s).primal_residual_relative;
    p.chains[0].A *= 1e-4;
    p.chains[0].rhs *= 1e-4;
    CHECK(lp::certify(p, s).primal_residual_relative == doctest::Approx(plain).epsilon(1e-9));
    CHECK(lp::certify(p, s).primal_residual == doctest::Approx(1e-7).epsilon(1e-9));
}

TEST_CASE("a NaN in any place never satisfies the tolerance") {
    const auto p = tests::random_program({}, 7);
    const auto sound = tests::solve_with_clp(p).solution;
    REQUIRE(lp::fits(p, sound));
    REQUIRE(lp::holds(lp::certify(p, sound), kTolerance));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    auto s = sound;
    s.x[0](1, 2) = nan;
    CHECK_FALSE(lp::holds(lp::certify(p, s), kTolerance));
    s = sound;
    s.y[0](0, 3) = nan;
    CHECK_FALSE(lp::holds(lp::certify(p, s), kTolerance));
    s = sound;
    s.k[0] = nan;
    CHECK_FALSE(lp::holds(lp::certify(p, s), kTolerance));
    s = sound;
    s.x[0].conservativeResize(Eigen::NoChange, 3);
    CHECK_FALSE(lp::fits(p, s));
    s = sound;
    s.lambda.conservativeResize(1);
    CHECK_FALSE(lp::fits(p, s));
}
