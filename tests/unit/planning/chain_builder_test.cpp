// What components ask of a chain under construction, as it reaches the solver.
#include "planning/chain_builder.hpp"

#include <doctest/doctest.h>

#include "lp/interior_point.hpp"
#include "lp/restriction.hpp"
#include "planning/investments.hpp"

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

TEST_CASE("entries by hour take in what is constant in their place, and follow rows that are renumbered") {
    ChainBuilder builder(2);
    const Row dropped = builder.add_row("dropped"), row = builder.add_row("row"), alone = builder.add_row("alone");
    const planning::LocalBorder border = builder.add_border(0.0, {});
    const Column column = builder.add_column(
        {.name = "column", .rows = {{row, 1.0}}, .linking = {{planning::LinkingRow{0}, 5.0}}}, {2, 3});
    builder.add_by_hour(row, column, {10.0, 20.0});
    builder.add_by_hour(row, column, {0.5, 0.25});
    builder.add_by_hour(alone, column, {0.0, -1.0});
    builder.add_by_hour(base::none<Row>, column, {1.0, 1.0});
    builder.add_state_by_hour(dropped, column, {1.0, 1.0});
    builder.add_state_by_hour(alone, column, {3.0, 4.0});
    builder.add_to_border_matrix(row, border, -1.0);
    builder.add_by_hour(row, border, {0.0, 2.0});
    builder.add_by_hour(planning::LinkingRow{1}, column, {7.0, 8.0});
    // In no row, scaled by a variable that is no investment, as the content of a store that ages.
    const planning::LocalBorder left = builder.add_border(0.0, {{planning::BorderVariable{0}, 1.0}});
    builder.add_column({.name = "content", .scaled_by = left}, {1.0, 1.0});
    CHECK(builder.reach(row, 1.0, {}, {}) == planning::Hours{2.0 * 11.5, 3.0 * 21.25});
    CHECK(builder.reach(alone, -1.0, {}, {}) == planning::Hours{0.0, 3.0});
    CHECK(builder.drop_empty_rows() == std::vector<int>{-1, 0, 1});
    const lp::Chain chain = builder.finish("chain", 1, 2);
    const auto is = [](const lp::StageEntry& e, int i, int j, const lp::Vector& value) {
        return e.row == i && e.column == j && e.value == value;
    };
    CHECK(chain.A.nonZeros() == 0);
    REQUIRE(chain.by_stage.A.size() == 2);
    CHECK(is(chain.by_stage.A[0], 0, 0, lp::Vector{{11.5, 21.25}}));
    CHECK(is(chain.by_stage.A[1], 1, 0, lp::Vector{{0.0, -1.0}}));
    REQUIRE(chain.by_stage.B.size() == 1);
    CHECK(is(chain.by_stage.B[0], 1, 0, lp::Vector{{3.0, 4.0}}));
    REQUIRE(chain.by_stage.C.size() == 1);
    CHECK(is(chain.by_stage.C[0], 0, 0, lp::Vector{{-1.0, 1.0}}));
    REQUIRE(chain.by_stage.G.size() == 1);
    CHECK(is(chain.by_stage.G[0], 1, 0, lp::Vector{{7.0, 8.0}}));
    CHECK(chain.G.coeff(0, 0) == 5.0);
}

namespace {

// A year of two hours with a store whose content is carried on to the next: it serves 1 in each hour from what it buys
// at `price` or from the store, which loses a fifth an hour.
struct Year {
    ChainBuilder builder{2};
    Column content = base::none<Column>;

    explicit Year(double price) {
        const Row balance = builder.add_row("balance"), row = builder.add_row("content");
        builder.add_to_rhs(balance, 1.0);
        builder.add_column({.name = "buy", .cost = price, .rows = {{balance, 1.0}}}, {10.0, 10.0});
        builder.add_column({.name = "charge", .rows = {{balance, -1.0}, {row, -1.0}}}, {10.0, 10.0});
        builder.add_column({.name = "discharge", .rows = {{balance, 1.0}, {row, 1.0}}}, {10.0, 10.0});
        content =
            builder.add_column({.name = "content", .rows = {{row, 1.0}}, .state_rows = {{row, -0.8}}}, {0.5, 0.5});
    }
};

}  // namespace

TEST_CASE("a state that is carried on serves the next year with what the year before has left") {
    lp::StaircaseProgram program;
    planning::LinkingBuilder linking;
    const planning::BorderVariable carried =
        planning::add_variable("content after 2030", 0.0, 0.0, 0.5, program.border);
    const planning::LinkingRow row = linking.add_row("content after 2030", lp::Sense::equal);
    linking.add_border(row, carried, -1.0);
    Year cheap(1.0), dear(3.0);
    cheap.builder.carry_in(cheap.content,
                           cheap.builder.add_border(0.125, {}));  // what there is at the start: a constant
    cheap.builder.carry_out(cheap.content, row);
    dear.builder.carry_in(dear.content, dear.builder.add_border(0.0, {{carried, 1.0}}));
    for (Year* year : {&cheap, &dear}) program.chains.push_back(year->builder.finish("year", 1, linking.size()));
    program.linking = linking.finish(1);
    const lp::Solution s = lp::solve(program, {.tolerance = 1e-8}, {});
    REQUIRE(s.status == lp::Status::optimal);
    // 0.125 × 0.8 = 0.1 of the first hour come from the store; 0.5 are left after the second, bought at 1; 0.4 of them
    // serve the first hour of the second year.
    CHECK(s.k[0] == doctest::Approx(0.5).epsilon(1e-6));
    CHECK(s.x[1](2, 0) - s.x[1](1, 0) == doctest::Approx(0.4).epsilon(1e-6));
    CHECK(s.certificate.primal_objective == doctest::Approx(0.9 + 1.5 + 3.0 * 1.6).epsilon(1e-7));
    CHECK(s.certificate.dual_objective == doctest::Approx(0.9 + 1.5 + 3.0 * 1.6).epsilon(1e-7));
    // The two years are one part, because both see what is carried; solved as such they cost the same.
    const std::vector<lp::Part> parts = lp::independent_parts(program);
    REQUIRE(parts.size() == 1);
    CHECK(parts[0].chains == std::vector<std::size_t>{0, 1});
    const lp::Solution again = lp::solve(lp::program_of(program, parts[0]), {.tolerance = 1e-8}, {});
    REQUIRE(again.status == lp::Status::optimal);
    CHECK(again.certificate.primal_objective == doctest::Approx(0.9 + 1.5 + 3.0 * 1.6).epsilon(1e-7));
    // With less carried on, the second year alone buys the rest.
    const lp::Solution alone = lp::solve(lp::chain_alone(program, 1, lp::Vector{{0.25}}), {.tolerance = 1e-8}, {});
    CHECK(alone.certificate.primal_objective == doctest::Approx(3.0 * 1.8).epsilon(1e-7));
}

TEST_CASE("a row on the cost of a chain holds what its columns cost, and not what is paid for targets") {
    ChainBuilder builder(2);
    const Row row = builder.add_row("row");
    builder.add_column({.name = "gas", .cost = 3.0, .rows = {{row, 1.0}}, .target_cost = 5.0, .penalty = 7.0},
                       {1.0, 1.0});
    builder.add_column({.name = "sun", .rows = {{row, 1.0}}}, {1.0, 1.0});
    builder.add_cost_to(planning::LinkingRow{1}, 0.5);
    const lp::Chain chain = builder.finish("chain", 0, 2);
    CHECK(lp::Matrix(chain.G) == lp::Matrix{{0.0, 0.0}, {1.5, 0.0}});
    CHECK(chain.by_stage.empty());
}
