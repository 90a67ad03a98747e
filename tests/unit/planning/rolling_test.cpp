#include "planning/analyses/rolling.hpp"

#include <doctest/doctest.h>

using namespace decawatt;
using lp::Matrix, lp::Vector;

namespace {

// Two states, P_t - P_{t-1} - r_t = 0 each: columns P, Q, r, s.
lp::StaircaseProgram two_states(int stages) {
    lp::StaircaseProgram program;
    lp::Chain& chain = program.chains.emplace_back();
    chain.stages = stages;
    chain.A.resize(2, 4);
    chain.B.resize(2, 4);
    for (const int i : {0, 1}) {
        chain.A.insert(i, i) = 1.0;
        chain.A.insert(i, 2 + i) = -1.0;
        chain.B.insert(i, i) = -1.0;
    }
    chain.C.resize(2, 0);
    chain.G.resize(0, 4);
    chain.cost = Matrix::Ones(4, stages);
    chain.rhs = Matrix::Zero(2, stages);
    chain.upper = Matrix::Ones(4, stages);
    chain.scaled_by.assign(4, lp::kFixedBound);
    chain.border_map.resize(0, 0);
    return program;
}

}  // namespace

TEST_CASE("a window starts from zero where a state that can only rise is within the solver's accuracy of it") {
    const lp::StaircaseProgram program = two_states(4);
    planning::WindowValues values;
    values.start = Vector::Zero(4);
    values.after = [](int) { return Vector(); };
    values.negligible = Vector::Zero(4);
    values.negligible[0] = 1e-5;
    std::vector<Vector> starts;
    const planning::SolveProgram solve = [&](const lp::StaircaseProgram& window) {
        const lp::Chain& chain = window.chains.front();
        starts.push_back(chain.rhs.col(0));
        lp::Solution solution;
        solution.status = lp::Status::optimal;
        solution.x = {Matrix::Constant(4, chain.stages, 8e-7)};
        solution.y = {Matrix::Zero(2, chain.stages)};
        return solution;
    };
    const planning::ChainPoint point = planning::roll(program, {2, 2}, values, solve, [](double) {});
    REQUIRE(point.status == lp::Status::optimal);
    REQUIRE(starts.size() == 2);
    CHECK(starts[1][0] == 0.0);
    CHECK(starts[1][1] == 8e-7);
    CHECK(point.x(0, 1) == 8e-7);
}
