// A benchmark must measure what it says: the cut program is feasible, of the length requested, and scaled as told.
#include <doctest/doctest.h>

#include "benchmarks/cut_program.hpp"
#include "lp/interior_point.hpp"
#include "support/energy_program.hpp"

using namespace decawatt;

TEST_CASE("a program of the length requested, capacities worth as much by the hour") {
    const auto whole = tests::energy_program({.regions = 2, .stages = 96, .chains = 2}, 7);
    auto cut = whole;
    cut.objective_offset = 8.0;
    benchmarks::cut_stages(cut, 24);
    CHECK_NOTHROW(lp::check_shapes(cut));
    for (std::size_t c = 0; c < 2; ++c) {
        CHECK(cut.chains[c].stages == 24);
        CHECK(cut.chains[c].rhs == whole.chains[c].rhs.leftCols(24));
        CHECK(cut.chains[c].upper == whole.chains[c].upper.leftCols(24));
        CHECK(cut.chains[c].cost == whole.chains[c].cost);
    }
    CHECK(cut.border.cost == 0.25 * whole.border.cost);
    CHECK(cut.linking.rhs == 0.25 * whole.linking.rhs);
    CHECK(cut.objective_offset == 2.0);
    CHECK(lp::solve(cut, {}, {}).status == lp::Status::optimal);
}

TEST_CASE("entries that vary keep their first stages, and a row that only they meet is scaled") {
    auto program = tests::energy_program({.regions = 1, .stages = 48}, 7);
    lp::Chain& chain = program.chains[0];
    const int column = 0;
    const double value = chain.G.coeff(0, column);
    chain.G.setZero();
    chain.by_stage.G = {{0, column, lp::Vector::LinSpaced(48, value, 2.0 * value)}};
    const auto whole = program;
    benchmarks::cut_stages(program, 24);
    CHECK_NOTHROW(lp::check_shapes(program));
    CHECK(chain.by_stage.G[0].value == whole.chains[0].by_stage.G[0].value.head(24));
    CHECK(program.linking.rhs == 0.5 * whole.linking.rhs);
}

TEST_CASE("rows of the border alone keep their limits") {
    auto program = tests::energy_program({.regions = 2, .stages = 48}, 7);
    program.chains[0].G.setZero();
    const auto whole = program;
    benchmarks::cut_stages(program, 24);
    CHECK(program.linking.rhs == whole.linking.rhs);
}

TEST_CASE("a program that is short already stays as it is") {
    const auto whole = tests::energy_program({.regions = 1, .stages = 48}, 7);
    auto same = whole;
    benchmarks::cut_stages(same, 48);
    CHECK(same.chains[0].stages == 48);
    CHECK(same.border.cost == whole.border.cost);
    CHECK(same.linking.rhs == whole.linking.rhs);
}
