// Coefficients that vary by stage, and states that are not cyclic, on programs solved by hand.
#include <doctest/doctest.h>

#include "plain_program.hpp"
#include "support/clp_bridge.hpp"

using namespace decawatt;
using lp::Matrix, lp::Vector;
using tests::plain, tests::tight;

TEST_CASE("in a cyclic chain one store starts with what is in it, the other comes back to where it began") {
    // Columns: buy; charge, discharge and content of a store with losses; the same of one without, whose cycles cost.
    Matrix a = Matrix::Zero(3, 7), b = Matrix::Zero(3, 7);
    a << 1.0, -1.0, 1.0, 0.0, -1.0, 1.0, 0.0,  // balance
        0.0, -0.8, 1.25, 1.0, 0.0, 0.0, 0.0,   // content of the first store
        0.0, 0.0, 0.0, 0.0, -1.0, 1.0, 1.0;    // of the second
    b(1, 3) = b(2, 6) = -1.0;
    Matrix cost = Matrix::Zero(7, 3), rhs = Matrix::Zero(3, 3), upper = Matrix::Constant(7, 3, 5.0);
    cost.row(0) << 5.0, 1.0, 10.0;
    cost.row(4).setConstant(0.5);
    upper.row(6).setConstant(0.5);
    rhs.row(0).setConstant(1.0);
    auto p = plain(a, cost, rhs, upper);
    p.chains[0].cyclic = true;
    p.chains[0].B = b.sparseView();
    p.chains[0].start_from_zero = {3};
    p.chains[0].rhs(1, 0) = 0.5;  // what is in the first store at the start
    const auto s = lp::solve(p, tight(), {});
    REQUIRE(s.status == lp::Status::optimal);
    // The first stage, at 5: 0.4 of what the first store begins with, 0.5 of the second, charged in the second stage
    // for 1.5 and kept over the end, 0.1 bought. The third, at 10: all of the first store, for 1.5625.
    const double cost_by_hand = 0.5 + 0.5 * 1.5 + 1.0 + 1.5625;
    CHECK(s.certificate.primal_objective == doctest::Approx(cost_by_hand).epsilon(1e-7));
    CHECK(s.certificate.dual_objective == doctest::Approx(cost_by_hand).epsilon(1e-7));
    CHECK(s.x[0](3, 2) == doctest::Approx(0.0).epsilon(1e-6));  // nothing need be left in it
    CHECK(s.x[0](6, 2) == doctest::Approx(0.5).epsilon(1e-6));
    CHECK(tests::solve_with_clp(p).objective == doctest::Approx(cost_by_hand));
    p.chains[0].start_from_zero.clear();  // the 0.1 too is now kept over the end, for 0.15625 in place of 0.5
    CHECK(lp::solve(p, tight(), {}).certificate.primal_objective == doctest::Approx(cost_by_hand - 0.34375));
}

TEST_CASE("an efficiency and a share that vary by stage") {
    // Two stages of demand 1. The first column gives 0.5, then 0.8 of what it takes at 1 a unit; the second costs 4. At
    // most 1 of a sum in which a unit of the first column counts 0.25, then 0.5.
    auto p = plain(Matrix{{0.0, 1.0}}, Matrix{{1.0}, {4.0}}, Matrix{{1.0, 1.0}}, Matrix::Constant(2, 2, 5.0));
    lp::Chain& c = p.chains[0];
    c.by_stage.A = {{0, 0, Vector{{0.5, 0.8}}}};
    c.by_stage.G = {{0, 0, Vector{{0.25, 0.5}}}};
    c.G.resize(1, 2);
    p.linking.H.resize(1, 0);
    p.linking.rhs = Vector::Constant(1, 1.0);
    p.linking.sense = {lp::Sense::at_most};
    const auto s = lp::solve(p, tight(), {});
    REQUIRE(s.status == lp::Status::optimal);
    // A unit of the row saves 4 × 0.5 - 1 = 1 by 4 units in the first stage, 4 × 0.8 - 1 = 2.2 by 2 in the second: 4
    // and 4.4 a unit. So the second stage first, 1.25 of it for 0.625; the other 0.375 give 1.5 in the first, 0.75.
    CHECK(s.x[0](0, 1) == doctest::Approx(1.25).epsilon(1e-6));
    CHECK(s.x[0](0, 0) == doctest::Approx(1.5).epsilon(1e-6));
    CHECK(s.certificate.primal_objective == doctest::Approx(1.25 + 1.5 + 4.0 * 0.25).epsilon(1e-7));
    CHECK(s.certificate.dual_objective == doctest::Approx(1.25 + 1.5 + 4.0 * 0.25).epsilon(1e-7));
    CHECK(s.lambda[0] == doctest::Approx(-4.0).epsilon(1e-5));
    CHECK(s.y[0](0, 0) == doctest::Approx(4.0).epsilon(1e-5));
    CHECK(s.y[0](0, 1) == doctest::Approx((1.0 + 4.0 * 0.5) / 0.8).epsilon(1e-5));
}

TEST_CASE("a store whose loss and a capacity whose share vary by stage") {
    // Buy at 1, 3 and 9; demand 0, 0 and 1, of which a capacity k at 2 serves 0.5 a unit in the third stage. A unit
    // kept loses half on the way into the second stage and a fifth into the third. Buying in the first stage costs 1 /
    // 0.4, in the second 3 / 0.8, the capacity 4: 2.5, as far as the first stage goes (1 unit, 0.4 of demand),
    // then 3.75.
    Matrix a(2, 3), b = Matrix::Zero(2, 3);
    a << 0.0, 1.0, 0.0,  // balance: a store's output
        -1.0, 1.0, 1.0;  // content: bought, put out, content
    auto p = plain(a, Matrix{{1.0, 3.0, 9.0}, {0.0, 0.0, 0.0}, {0.0, 0.0, 0.0}},
                   Matrix{{0.0, 0.0, 1.0}, {0.0, 0.0, 0.0}}, Matrix{{1.0, 0.5, 5.0}, {5.0, 5.0, 5.0}, {5.0, 5.0, 5.0}});
    lp::Chain& c = p.chains[0];
    c.by_stage.B = {{1, 2, Vector{{-1.0, -0.5, -0.8}}}};
    c.C.resize(2, 1);
    c.by_stage.C = {{0, 0, Vector{{0.0, 0.0, 0.5}}}};
    c.border_map = Matrix::Identity(1, 1).sparseView();
    c.border_offset = Vector::Zero(1);
    p.border.cost = Vector::Constant(1, 2.0);
    p.border.lower = Vector::Zero(1);
    p.border.upper = Vector::Constant(1, 10.0);
    p.linking.H.resize(0, 1);
    const auto s = lp::solve(p, tight(), {});
    REQUIRE(s.status == lp::Status::optimal);
    // 0.4 by the first stage, 0.4 by the second (0.5 units), 0.2 by 0.4 of capacity.
    CHECK(s.certificate.primal_objective == doctest::Approx(1.0 + 1.5 + 0.8).epsilon(1e-7));
    CHECK(s.certificate.dual_objective == doctest::Approx(1.0 + 1.5 + 0.8).epsilon(1e-7));
    CHECK(s.k[0] == doctest::Approx(0.4).epsilon(1e-6));
    CHECK(s.y[0](0, 2) == doctest::Approx(4.0).epsilon(1e-5));
}
