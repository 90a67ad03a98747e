// What components ask of a chain under construction, as it reaches the solver.
#include "planning/chain_builder.hpp"

#include <doctest/doctest.h>

using namespace decawatt;
using planning::ChainBuilder, planning::Column, planning::Row;

TEST_CASE("a state that starts from a value is not cyclic, and the value stands in its first rows") {
    ChainBuilder builder(3);
    const Row empty = builder.add_row("dropped"), first = builder.add_row("first"), second = builder.add_row("second");
    builder.add_to_rhs(first, 7.0);
    builder.add_column({"cyclic", 0.0, {{first, 1.0}}, {{first, -1.0}, {empty, 1.0}}}, {1.0, 1.0, 1.0});
    builder.add_column(
        {.name = "started", .rows = {{second, 1.0}}, .state_rows = {{first, 0.5}, {second, -0.75}}, .start = 4.0},
        {9.0, 9.0, 9.0});
    builder.drop_empty_rows();
    const lp::Chain chain = builder.finish("chain", 0, 0);
    CHECK(chain.cyclic);
    CHECK(chain.start_from_zero == std::vector<int>{1});
    lp::Matrix rhs(2, 3);
    rhs << 7.0 - 0.5 * 4.0, 7.0, 7.0, 0.75 * 4.0, 0.0, 0.0;
    CHECK(chain.rhs == rhs);
}
