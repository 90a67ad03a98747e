// A chain alone and its windows: with the right ends they are the whole.
#include "lp/restriction.hpp"

#include <doctest/doctest.h>

#include <iterator>
#include <limits>

#include "lp/interior_point.hpp"
#include "lp/stage_matrix.hpp"
#include "support/energy_program.hpp"
#include "support/random_program.hpp"

using namespace decawatt;
using lp::Matrix, lp::SparseMatrix, lp::Vector;

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

// One region's worth of plants and a battery over a week, sizes decided.
lp::StaircaseProgram week_alone() {
    tests::EnergyShape shape;
    shape.regions = 2;
    shape.stages = 96;
    Vector sizes(8);  // sun, wind, power and energy of the battery of each region
    sizes << 12.0, 2.0, 4.0, 20.0, 15.0, 3.0, 6.0, 30.0;
    return lp::chain_alone(tests::energy_program(shape, 3), 0, sizes);
}

// The same with losses of stores, and efficiencies of charging, that vary by the hour.
lp::StaircaseProgram varied_week_alone() {
    lp::StaircaseProgram program = week_alone();
    lp::Chain& chain = program.chains.front();
    const auto vary = [&](SparseMatrix& matrix, std::vector<lp::StageEntry>& entries, auto chosen) {
        for (int j = 0; j < matrix.outerSize(); ++j)
            for (SparseMatrix::InnerIterator it(matrix, j); it; ++it) {
                if (!chosen(it.value())) continue;
                entries.push_back({static_cast<int>(it.row()), j, Vector(chain.stages)});
                for (int t = 0; t < chain.stages; ++t) entries.back().value[t] = it.value() * (1.0 - 0.02 * (t % 5));
                it.valueRef() = 0.0;
            }
        matrix.prune([](Eigen::Index, Eigen::Index, double value) { return value != 0.0; });
    };
    vary(chain.B, chain.by_stage.B, [](double) { return true; });
    vary(chain.A, chain.by_stage.A, [](double value) { return -1.0 < value && value < 0.0; });
    CHECK(chain.by_stage.A.size() > 1);
    CHECK(chain.by_stage.B.size() > 1);
    return program;
}

// Two halves, the first with what the second knows of it as the worth of its last state: its cost over the kept half,
// and that of the second half that starts from there and comes back to the first hour's state.
double cost_of_halves(const lp::StaircaseProgram& alone, const lp::Solution& whole, double worth) {
    const lp::Chain& chain = alone.chains.front();
    const int half = chain.stages / 2;
    lp::StageMatrix by_stage(chain.B, chain.by_stage.B);
    const SparseMatrix carried = by_stage.at(0);
    lp::WindowEnds first, second;
    first.before = whole.x[0].col(chain.stages - 1);
    first.value_after = worth * whole.y[0].col(half);
    const lp::Solution begun = solved(lp::window_of(alone, 0, half, first));
    second.before = begun.x[0].col(half - 1);
    second.most_left = Vector::Constant(chain.columns(), std::numeric_limits<double>::infinity());
    for (int j = 0; j < chain.columns(); ++j)
        if (carried.col(j).nonZeros() > 0) second.most_left[j] = first.before[j];
    second.value_after = 100.0 * whole.y[0].col(0);  // as near to it as can be
    const lp::Solution ended = solved(lp::window_of(alone, half, chain.stages - half, second));
    Matrix x(chain.columns(), chain.stages);
    x << begun.x[0], ended.x[0];
    const Vector closing = carried * (x.col(chain.stages - 1) - first.before);
    CHECK(closing.cwiseAbs().maxCoeff() < 1e-5);
    return cost_of(chain, x);
}

}  // namespace

TEST_CASE("a chain alone, its border decided, is the program again") {
    tests::RandomShape shape;
    shape.links = 0;
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        shape.by_stage = seed > 5 ? 0.4 : 0.0;
        const lp::StaircaseProgram program = tests::random_program(shape, seed);
        const lp::Solution whole = solved(program);
        const lp::StaircaseProgram alone = lp::chain_alone(program, 0, whole.k);
        CHECK(alone.border.size() == 0);
        const double cost = solved(alone).certificate.primal_objective + program.border.cost.dot(whole.k);
        CHECK(cost + program.objective_offset == doctest::Approx(whole.certificate.primal_objective).epsilon(1e-6));
    }
}

TEST_CASE("windows whose ends are worth what they are worth to the whole cost what the whole costs") {
    for (const lp::StaircaseProgram& alone : {week_alone(), varied_week_alone()}) {
        const lp::Solution whole = solved(alone);
        const double least = cost_of(alone.chains.front(), whole.x[0]);
        CHECK(cost_of_halves(alone, whole, 1.0) == doctest::Approx(least).epsilon(1e-5));
        // A wrong worth, or its sign, is paid for: the test above has something to lose.
        CHECK(cost_of_halves(alone, whole, 0.0) > least * (1.0 + 1e-4));
        CHECK(cost_of_halves(alone, whole, -1.0) > least * (1.0 + 1e-4));
    }
}

TEST_CASE("a part keeps the κ that depend on what it decides, and loses the others") {
    for (std::uint32_t seed = 1; seed <= 6; ++seed) {
        lp::StaircaseProgram program =
            tests::random_program({.chains = 3, .border = 4, .links = 0, .by_stage = 0.3}, seed);
        program.border.names = {"a", "b", "c", "d"};
        const Vector k = solved(program).k;
        const auto fix = [&](std::size_t c, int variable) {  // in one chain, where it is
            program.chains[c].border_map.prune([&](Eigen::Index, Eigen::Index i, double) { return i != variable; });
            program.chains[c].border_offset[variable] += k[variable];
        };
        fix(0, 2);
        fix(1, 3);
        fix(2, 2);
        fix(2, 3);
        const lp::Solution whole = solved(program);
        for (int i = 0; i < 2; ++i) program.border.lower[i] = program.border.upper[i] = whole.k[i];  // decided
        double cost = program.objective_offset + program.border.cost.head(2).dot(whole.k.head(2));
        const std::vector<lp::Part> parts = lp::independent_parts(program);
        CHECK(parts.size() == 3);
        for (const lp::Part& part : parts) {
            const lp::StaircaseProgram alone = lp::program_of(program, part);
            CHECK(alone.chains.size() == 1);
            CHECK(alone.border.size() == std::ssize(part.border));
            CHECK(alone.chains[0].local_border() == alone.border.size());
            cost += solved(alone).certificate.primal_objective;
        }
        CHECK(cost == doctest::Approx(whole.certificate.primal_objective).epsilon(1e-6));
    }
}

TEST_CASE("what comes before the first stage is the last one, of columns that are cyclic") {
    auto program = tests::random_program({.states = 3}, 1);
    lp::Chain& chain = program.chains[0];
    Matrix x = Matrix::Random(chain.columns(), chain.stages);
    CHECK(lp::before_first(chain, x) == x.rightCols(1));
    chain.start_from_zero = {2};
    Vector before = lp::before_first(chain, x);
    CHECK(before[2] == 0.0);
    before[2] = x(2, chain.stages - 1);
    CHECK(before == x.rightCols(1));
    chain.cyclic = false;
    CHECK(lp::before_first(chain, x).isZero(0.0));
}

TEST_CASE("a window that does not fit is a bug") {
    const lp::StaircaseProgram alone = lp::chain_alone(tests::random_program({}, 1), 0, Vector::Zero(3));
    lp::WindowEnds ends;
    ends.before = Vector::Zero(alone.chains.front().columns());
    CHECK_THROWS(lp::window_of(alone, 6, 7, ends));
    CHECK_THROWS(lp::window_of(tests::random_program({}, 1), 0, 2, ends));
    CHECK_THROWS(lp::chain_alone(tests::random_program({}, 1), 0, Vector::Zero(2)));
}
