// Coefficients that vary by stage, and states that are not cyclic, on programs solved by hand.
#include <doctest/doctest.h>

#include <cmath>

#include "lp/stage_matrix.hpp"
#include "plain_program.hpp"
#include "support/clp_bridge.hpp"
#include "support/random_program.hpp"

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
    // Two stages with a demand of 1. The first column costs 1 and has an efficiency of 0.5 in the first stage and 0.8
    // in the second; the second column costs 4. A linking row limits 0.25 x_0 + 0.5 x_1 of the first column to 1.
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

namespace {

// Two chains of two stages with demand 1, costs halved because either is as likely as the other: gas at 1 and 3 in the
// first, 2 and 10 in the second; half a unit of oil at 7; a capacity k at 10 that serves all stages. Without it the
// chains cost 4 and 2 + 3.5 + 5 = 10.5, and it saves 0.5 × (4 + 12) = 8 a unit as long as it replaces gas alone, half a
// unit. `variables` border variables, of which the first is k; the caller sets the others.
lp::StaircaseProgram two_chances(int variables) {
    lp::StaircaseProgram p;
    for (const Matrix& gas : {Matrix{{0.5, 1.5}}, Matrix{{1.0, 5.0}}}) {
        auto one = plain(Matrix{{1.0, 1.0, 1.0}}, Matrix::Zero(3, 2), Matrix{{1.0, 1.0}}, Matrix::Ones(3, 2));
        lp::Chain& c = one.chains[0];
        c.cost.row(0) = gas;
        c.cost.row(1).setConstant(3.5);
        c.upper.row(1).setConstant(0.5);
        c.scaled_by[2] = 0;
        c.C.resize(1, 1);
        c.border_map.resize(1, variables);
        c.border_map.insert(0, 0) = 1.0;
        c.border_offset = Vector::Zero(1);
        p.chains.push_back(c);
    }
    p.border.cost = p.border.lower = Vector::Zero(variables);
    p.border.upper = Vector::Constant(variables, 20.0);
    p.border.cost[0] = 10.0;
    p.border.upper[0] = 0.75;
    p.linking.H.resize(0, variables);
    p.linking.rhs = Vector(0);
    return p;
}

void check_optimum(const lp::StaircaseProgram& p, const lp::Solution& s, double cost_by_hand) {
    REQUIRE(s.status == lp::Status::optimal);
    CHECK(s.certificate.primal_objective == doctest::Approx(cost_by_hand).epsilon(1e-7));
    CHECK(s.certificate.dual_objective == doctest::Approx(cost_by_hand).epsilon(1e-7));
    CHECK(tests::solve_with_clp(p).objective == doctest::Approx(cost_by_hand));
}

}  // namespace

TEST_CASE("a limit on what one chain may cost") {
    auto p = two_chances(1);
    check_optimum(p, lp::solve(p, tight(), {}), 0.5 * (4.0 + 10.5));
    p.linking.H.resize(1, 1);
    p.linking.rhs = Vector::Constant(1, 9.0);
    p.linking.sense = {lp::Sense::at_most};
    for (lp::Chain& c : p.chains) c.G.resize(1, 3);
    lp::add_cost_to_linking(p.chains[1], 0, 2.0);
    CHECK(p.chains[1].by_stage.G.size() == 1);  // gas; what oil costs is the same in both stages
    CHECK(p.chains[1].G.coeff(0, 1) == 7.0);
    const auto s = lp::solve(p, tight(), {});
    check_optimum(p, s, 7.25 + 2.0 * 0.125);  // 10.5 - 12 k = 9, and k costs 10 - 8
    CHECK(s.k[0] == doctest::Approx(0.125).epsilon(1e-6));
    CHECK(s.lambda[0] == doctest::Approx(-2.0 / 12.0).epsilon(1e-5));
    p.chains[1].cost.setConstant(1.0);  // another objective: the row keeps the costs that it was given
    CHECK(lp::activity(p.chains[1], Matrix{{1.0, 1.0}, {0.5, 0.0}, {0.0, 0.0}})[0] == doctest::Approx(12.0 + 3.5));
}

TEST_CASE("the mean of the worst half of the chains, by Rockafellar and Uryasev") {
    // Half of the objective beside the mean: 0.5 (θ + a1 + a2), a ≥ cost - θ. The worst half is the second chain. From
    // 7.25 + 5.25 = 12.5 every k saves 16 × 0.5 + 12 × 0.5 - 10 = 4 up to 0.5, then oil is replaced: 0.5 × (4 + 9) +
    // 0.5 × 9 - 10 = 1 up to its limit of 0.75.
    auto p = two_chances(4);
    p.border.cost.tail(3).setConstant(0.5);
    p.linking.H = Matrix{{0.0, -1.0, -1.0, 0.0}, {0.0, -1.0, 0.0, -1.0}}.sparseView();
    p.linking.rhs = Vector::Zero(2);
    p.linking.sense = {lp::Sense::at_most, lp::Sense::at_most};
    for (int c = 0; c < 2; ++c) {
        p.chains[static_cast<std::size_t>(c)].G.resize(2, 3);
        lp::add_cost_to_linking(p.chains[static_cast<std::size_t>(c)], c, 2.0);
    }
    const auto s = lp::solve(p, tight(), {});
    check_optimum(p, s, 12.5 - 4.0 * 0.5 - 1.0 * 0.25);
    CHECK(s.k[0] == doctest::Approx(0.75).epsilon(1e-6));
    CHECK(s.k.tail(3).sum() == doctest::Approx(9.0 * 0.25).epsilon(1e-6));  // θ + a: what the second chain costs
}

TEST_CASE("costs are added to what a linking row has already") {
    lp::Chain chain;
    chain.stages = 2;
    chain.A.resize(0, 3);
    chain.G = Matrix{{1.0, 2.0, 0.0}}.sparseView();
    chain.by_stage.G = {{0, 2, Vector{{5.0, 6.0}}}};
    chain.cost = Matrix{{10.0, 20.0}, {7.0, 7.0}, {1.0, 1.0}};
    lp::add_cost_to_linking(chain, 0, 0.5);
    CHECK(Matrix(chain.G) == Matrix{{0.0, 5.5, 0.0}});
    REQUIRE(chain.by_stage.G.size() == 2);
    CHECK(chain.by_stage.G[0].value == Vector{{5.5, 6.5}});
    CHECK(chain.by_stage.G[1].column == 0);
    CHECK(chain.by_stage.G[1].value == Vector{{6.0, 11.0}});
    chain.cost = Matrix{{1.0}, {1.0}, {1.0}};  // the same in all stages
    lp::add_cost_to_linking(chain, 0, 1.0);
    CHECK(Matrix(chain.G) == Matrix{{0.0, 6.5, 0.0}});
    CHECK(chain.by_stage.G[1].value == Vector{{7.0, 12.0}});
}

TEST_CASE("a program with such forms that no point satisfies ends as infeasible") {
    // Half, then four fifths of at most 1 do not serve 1, and what the row on costs leaves for the dearer column is 1.
    auto p = plain(Matrix{{0.0, 1.0}}, Matrix{{1.0, 1.0}, {3.0, 4.0}}, Matrix{{1.0, 1.0}}, Matrix::Constant(2, 2, 1.0));
    lp::Chain& c = p.chains[0];
    c.by_stage.A = {{0, 0, Vector{{0.5, 0.8}}}};
    c.G.resize(1, 2);
    p.linking.H.resize(1, 0);
    p.linking.sense = {lp::Sense::at_most};
    lp::add_cost_to_linking(c, 0, 1.0);
    p.linking.rhs = Vector::Constant(1, 2.0 + 1.5 + 0.8);
    CHECK(lp::solve(p, {}, {}).status == lp::Status::optimal);  // the only point: 1, 0.5 and 1, 0.2
    p.linking.rhs[0] -= 0.1;
    CHECK(lp::solve(p, {}, {}).status == lp::Status::infeasible);
}

TEST_CASE("the bound of duals that are not optimal holds, and a start at the solution saves iterations") {
    int cold = 0, warm = 0;
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const auto program =
            tests::random_program({.chains = 2, .stages = 40, .states = 3, .by_stage = 0.3, .from_zero = 0.4}, seed);
        const double optimum = tests::solve_with_clp(program).objective;
        for (const int iterations : {1, 3, 6}) {
            lp::Settings few;
            few.max_iterations = iterations;
            const auto s = lp::solve(program, few, {});
            CHECK(s.certificate.dual_objective <= optimum + 1e-7 * (1.0 + std::abs(optimum)));
        }
        const auto first = lp::solve(program, {}, {});
        const lp::StartingPoint from{first.y, first.k, first.lambda};
        const auto again = lp::solve(program, {}, {}, &from);
        REQUIRE(again.status == lp::Status::optimal);
        CHECK(std::abs(again.certificate.primal_objective - optimum) <= 2e-6 * (1.0 + std::abs(optimum)));
        cold += first.iterations;
        warm += again.iterations;
    }
    CHECK(warm < cold);
}
