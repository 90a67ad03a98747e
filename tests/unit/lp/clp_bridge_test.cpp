// The bridge to Clp, on a program solved by hand.
#include "support/clp_bridge.hpp"

#include <doctest/doctest.h>

using namespace decawatt;

namespace {

lp::SparseMatrix sparse(int rows, int columns, const std::vector<Eigen::Triplet<double>>& entries) {
    lp::SparseMatrix m(rows, columns);
    m.setFromTriplets(entries.begin(), entries.end());
    return m;
}

// A cyclic chain of two stages: a plant (cost 1 in the first stage, 5 in the second, bound 10), a store's charge,
// discharge and content, and a plant that is built (κ = 2 k + 0.5, its bound is 0.5 κ), demand 1 in the first and 4 in
// the second stage.
lp::StaircaseProgram toy() {
    lp::StaircaseProgram program;
    lp::Chain chain;
    chain.stages = 2;
    chain.A =
        sparse(2, 5, {{0, 0, 1.0}, {0, 1, -1.0}, {0, 2, 1.0}, {0, 4, 1.0}, {1, 3, 1.0}, {1, 1, -0.8}, {1, 2, 1.0}});
    chain.B = sparse(2, 5, {{1, 3, -1.0}});
    chain.C = sparse(2, 1, {});
    chain.G = sparse(1, 5, {{0, 0, 1.0}});
    chain.cost = lp::Matrix::Zero(5, 2);
    chain.cost(0, 0) = 1.0;
    chain.cost(0, 1) = 5.0;
    chain.rhs = lp::Matrix::Zero(2, 2);
    chain.rhs(0, 0) = 1.0;
    chain.rhs(0, 1) = 4.0;
    chain.upper = lp::Matrix::Constant(5, 2, 10.0);
    chain.upper.row(4).setConstant(0.5);
    chain.upper(4, 0) = 0.0;
    chain.scaled_by = {lp::kFixedBound, lp::kFixedBound, lp::kFixedBound, lp::kFixedBound, 0};
    chain.border_map = sparse(1, 1, {{0, 0, 2.0}});
    chain.border_offset = lp::Vector::Constant(1, 0.5);
    program.chains = {chain};
    program.border.cost = lp::Vector::Constant(1, 1.0);
    program.border.lower = lp::Vector::Zero(1);
    program.border.upper = lp::Vector::Constant(1, 1.0);
    program.linking.H = sparse(1, 1, {});
    program.linking.rhs = lp::Vector::Constant(1, 20.0);
    program.linking.sense = {lp::Sense::at_most};
    program.objective_offset = 100.0;
    return program;
}

}  // namespace

TEST_CASE("a store, a scaled bound and an offset by hand") {
    // The built plant saves 1.25 per unit (a charged unit at 1 / 0.8), one k gives one unit at cost 1: build k = 1. It
    // makes 0.5 (2 + 0.5) = 1.25; 2.75 come from the store, charged with 2.75 / 0.8 = 3.4375. Cost 1 + 3.4375 + 1 +
    // 100.
    const auto result = tests::solve_with_clp(toy());
    REQUIRE(result.optimal);
    CHECK(result.objective == doctest::Approx(105.4375).epsilon(1e-9));
    CHECK(result.solution.k[0] == doctest::Approx(1.0));
    CHECK(result.solution.x[0](2, 1) == doctest::Approx(2.75));
    CHECK(result.solution.x[0](3, 0) == doctest::Approx(2.75));  // content at the end of the first stage
    CHECK(result.solution.y[0](0, 0) == doctest::Approx(1.0));   // ∂cost/∂demand
    CHECK(result.solution.y[0](0, 1) == doctest::Approx(1.25));
}

TEST_CASE("the dual of a linking row is the derivative of the cost") {
    // The built plant now also makes 1.25 in the first stage: 3.4375 - 0.25 = 3.1875 remain for the plant. Limited to 3
    // in all, it makes e in the second stage in place of 1.25 e in the first: 0.25 e = 0.1875, at 5 - 1.25 = 3.75 a
    // unit of e, so 15 per unit of the limit.
    auto program = toy();
    program.chains[0].upper(4, 0) = 0.5;
    program.linking.rhs[0] = 3.0;
    const auto result = tests::solve_with_clp(program);
    REQUIRE(result.optimal);
    CHECK(result.objective == doctest::Approx(100.0 + 1.0 + 3.1875 + 3.75 * 0.75).epsilon(1e-9));
    CHECK(result.solution.lambda[0] == doctest::Approx(-15.0).epsilon(1e-9));
}

TEST_CASE("a demand that nothing can meet is infeasible") {
    auto program = toy();
    program.chains[0].rhs(0, 1) = 40.0;
    const auto result = tests::solve_with_clp(program);
    CHECK(result.infeasible);
    CHECK(result.solution.status == lp::Status::infeasible);
}
