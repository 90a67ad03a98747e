// Made-up states are copies of those that a program has, small enough to leave its solution as it is.
#include "benchmarks/made_up_states.hpp"

#include <doctest/doctest.h>

#include "lp/interior_point.hpp"
#include "support/energy_program.hpp"

using namespace decawatt;

TEST_CASE("as many states as asked, in turn copies of those that are there") {
    const auto given = tests::energy_program({.regions = 2, .stages = 96, .chains = 2}, 7);
    const int own = benchmarks::most_states(given);
    auto program = given;
    benchmarks::add_states(program, own + 3);
    CHECK(benchmarks::most_states(program) == own + 3);
    CHECK_NOTHROW(lp::check_shapes(program));
    for (std::size_t c = 0; c < 2; ++c) {
        CHECK(program.chains[c].rows() == given.chains[c].rows() + 3);  // a store has one row, of its balance
        CHECK(program.chains[c].columns() > given.chains[c].columns() + 3);
        CHECK(lp::Matrix(program.chains[c].A).topLeftCorner(given.chains[c].rows(), given.chains[c].columns()) ==
              lp::Matrix(given.chains[c].A));
    }
    const auto before = lp::solve(given, {}, {}), after = lp::solve(program, {}, {});
    REQUIRE(before.status == lp::Status::optimal);
    REQUIRE(after.status == lp::Status::optimal);
    const double lower = before.certificate.primal_objective, now = after.certificate.primal_objective;
    CHECK(now <= lower * (1.0 + 1e-6));  // a copy may be used, and need not be
    CHECK(now >= lower * 0.98);          // each has a hundredth of the size of what it copies
}

TEST_CASE("entries that vary and starts from zero are copied, too") {
    auto program = tests::energy_program({.regions = 1, .stages = 48}, 7);
    lp::Chain& chain = program.chains[0];
    int state = 0;
    while (lp::Vector(chain.B.col(state)).isZero()) ++state;
    chain.start_from_zero = {state};
    chain.by_stage.G = {{0, state, lp::Vector::LinSpaced(48, 1.0, 2.0)}};
    const int own = benchmarks::most_states(program);
    benchmarks::add_states(program, own + 1);
    REQUIRE(chain.start_from_zero.size() == 2);
    REQUIRE(chain.by_stage.G.size() == 2);
    CHECK(chain.by_stage.G[1].column == chain.start_from_zero[1]);
    CHECK(chain.by_stage.G[1].value == chain.by_stage.G[0].value);
    CHECK_NOTHROW(lp::check_shapes(program));
}

TEST_CASE("a program with enough states stays as it is") {
    const auto whole = tests::energy_program({.regions = 1, .stages = 48}, 7);
    auto same = whole;
    benchmarks::add_states(same, benchmarks::most_states(whole));
    CHECK(same.chains[0].columns() == whole.chains[0].columns());
}
