// A chain by itself and its windows: with the right end values, windows reproduce the whole.
#include "lp/restriction.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "lp/interior_point.hpp"
#include "support/energy_program.hpp"
#include "support/random_program.hpp"

using namespace decawatt;
using lp::Matrix, lp::Vector;

namespace {

lp::Solution solved(const lp::StaircaseProgram& program) {
    lp::Settings settings;
    settings.tolerance = 1e-7;
    lp::Solution solution = lp::solve(program, settings, {});
    REQUIRE_MESSAGE(solution.status == lp::Status::optimal, solution.message);
    return solution;
}

double cost_of(const lp::Chain& chain, const Matrix& x) {
    double sum = 0.0;
    for (int t = 0; t < chain.stages; ++t)
        for (int j = 0; j < chain.columns(); ++j) sum += chain.cost_at(j, t) * x(j, t);
    return sum;
}

// The plants and the battery of one region over a week, with fixed sizes.
lp::StaircaseProgram week_alone() {
    tests::EnergyShape shape;
    shape.regions = 2;
    shape.stages = 96;
    Vector sizes(8);  // sun, wind, power and energy of the battery of each region
    sizes << 12.0, 2.0, 4.0, 20.0, 15.0, 3.0, 6.0, 30.0;
    return lp::chain_alone(tests::energy_program(shape, 3), 0, sizes);
}

// Two halves, the first with the dual of the second as the value of its last state: the cost of the first half, and
// that of the second, which starts from that state and ends in the state of the first hour.
double cost_of_halves(const lp::StaircaseProgram& alone, const lp::Solution& whole, double worth) {
    const lp::Chain& chain = alone.chains.front();
    const int half = chain.stages / 2;
    lp::WindowEnds first, second;
    first.before = whole.x[0].col(chain.stages - 1);
    first.value_after = worth * whole.y[0].col(half);
    const lp::Solution begun = solved(lp::window_of(alone, 0, half, first));
    second.before = begun.x[0].col(half - 1);
    second.most_left = Vector::Constant(chain.columns(), std::numeric_limits<double>::infinity());
    for (int j = 0; j < chain.columns(); ++j)
        if (chain.B.col(j).nonZeros() > 0) second.most_left[j] = first.before[j];
    second.value_after = 100.0 * whole.y[0].col(0);  // as near to that state as possible
    const lp::Solution ended = solved(lp::window_of(alone, half, chain.stages - half, second));
    Matrix x(chain.columns(), chain.stages);
    x << begun.x[0], ended.x[0];
    const Vector closing = chain.B * (x.col(chain.stages - 1) - first.before);
    CHECK(closing.cwiseAbs().maxCoeff() < 1e-5);
    return cost_of(chain, x);
}

}  // namespace

TEST_CASE("a single chain with a fixed border reproduces the program") {
    tests::RandomShape shape;
    shape.links = 0;
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        const lp::StaircaseProgram program = tests::random_program(shape, seed);
        const lp::Solution whole = solved(program);
        const lp::StaircaseProgram alone = lp::chain_alone(program, 0, whole.k);
        CHECK(alone.border.size() == 0);
        const double cost = solved(alone).certificate.primal_objective + program.border.cost.dot(whole.k);
        CHECK(cost + program.objective_offset == doctest::Approx(whole.certificate.primal_objective).epsilon(1e-6));
    }
}

TEST_CASE("windows with the final values of the whole program have its cost") {
    const lp::StaircaseProgram alone = week_alone();
    const lp::Solution whole = solved(alone);
    const double least = cost_of(alone.chains.front(), whole.x[0]);
    CHECK(cost_of_halves(alone, whole, 1.0) == doctest::Approx(least).epsilon(1e-5));
    // A wrong value of the last state, or a wrong sign, raises the cost, so that the test above can fail.
    CHECK(cost_of_halves(alone, whole, 0.0) > least * (1.0 + 1e-4));
    CHECK(cost_of_halves(alone, whole, -1.0) > least * (1.0 + 1e-4));
}

TEST_CASE("a window that does not fit is a bug") {
    const lp::StaircaseProgram alone = lp::chain_alone(tests::random_program({}, 1), 0, Vector::Zero(3));
    lp::WindowEnds ends;
    ends.before = Vector::Zero(alone.chains.front().columns());
    CHECK_THROWS(lp::window_of(alone, 6, 7, ends));
    CHECK_THROWS(lp::window_of(tests::random_program({}, 1), 0, 2, ends));
    CHECK_THROWS(lp::chain_alone(tests::random_program({}, 1), 0, Vector::Zero(2)));
}
