// A few hundred random programs against Clp: the same verdict, the same objective to 1e-6.
#include <doctest/doctest.h>

#include <cmath>

#include "lp/interior_point.hpp"
#include "lp/stage_matrix.hpp"
#include "support/clp_bridge.hpp"
#include "support/cost_row.hpp"
#include "support/random_program.hpp"

using namespace decawatt;

namespace {

double compare(const lp::StaircaseProgram& program, int segment_stages) {
    const auto flat = tests::solve_with_clp(program);
    lp::Settings settings;
    settings.tolerance = 1e-7;  // so that 1e-6 below is met with room on both sides
    settings.segment_stages = segment_stages;
    const auto ours = lp::solve(program, settings, {});
    CAPTURE(ours.message);
    REQUIRE(flat.optimal);  // the generator knows a feasible point
    REQUIRE(ours.status == lp::Status::optimal);
    CHECK(std::abs(ours.certificate.primal_objective - flat.objective) <= 1e-6 * (1.0 + std::abs(flat.objective)));
    CHECK(ours.certificate.dual_objective <= flat.objective + 1e-6 * (1.0 + std::abs(flat.objective)));
    return flat.objective;
}

void compare(const tests::RandomShape& shape, std::uint32_t seed, int segment_stages = 7) {
    CAPTURE(seed);
    compare(tests::random_program(shape, seed), segment_stages);
}

bool differ(double one, double other) {
    return std::abs(one - other) > 1e-4 * (1.0 + std::abs(other));
}

}  // namespace

TEST_CASE("border, linking rows, cyclic states") {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) compare({}, seed);
}
TEST_CASE("chains cut into segments: even and uneven, with idle lanes, in one bundle and in several") {
    for (const bool cyclic : {true, false})
        for (const int stages : {16, 23, 61, 101})
            for (const int segment_stages : {1, 5}) {
                CAPTURE(stages);
                CAPTURE(segment_stages);
                for (std::uint32_t seed = 1; seed <= 3; ++seed)
                    compare({.chains = 2, .stages = stages, .states = 2, .cyclic = cyclic}, seed, segment_stages);
            }
}
TEST_CASE("no border, no linking rows") {
    for (std::uint32_t seed = 1; seed <= 40; ++seed) compare({.border = 0, .links = 0}, seed);
}
TEST_CASE("states that start from zero") {
    for (std::uint32_t seed = 1; seed <= 40; ++seed) compare({.states = 3, .cyclic = false}, seed);
}
TEST_CASE("some states start from zero, the others are cyclic") {
    int binding = 0, programs = 0;
    for (std::uint32_t seed = 1; seed <= 60; ++seed)
        for (const int segment_stages : {3, 50}) {
            const tests::RandomShape shape{.stages = 25, .states = 4, .from_zero = 0.5};
            compare(shape, seed, segment_stages);
            auto cyclic = tests::random_program(shape, seed);
            const double with = tests::solve_with_clp(cyclic).objective;
            cyclic.chains[0].start_from_zero.clear();
            const auto without = tests::solve_with_clp(cyclic);
            ++programs;
            binding += !without.optimal || differ(without.objective, with) ? 1 : 0;
        }
    CHECK(10 * binding >= programs);
}
TEST_CASE("entries that vary by stage, in every matrix") {
    const auto at_their_mean = [](lp::SparseMatrix& matrix, std::vector<lp::StageEntry>& entries) {
        for (const lp::StageEntry& e : entries) matrix.coeffRef(e.row, e.column) = e.value.mean();
        entries.clear();
    };
    int binding[4] = {}, programs = 0;
    for (std::uint32_t seed = 1; seed <= 60; ++seed)
        for (const bool cyclic : {true, false}) {
            const tests::RandomShape shape{
                .chains = 2, .stages = 25, .states = 3, .cyclic = cyclic, .by_stage = 0.3, .from_zero = 0.3};
            compare(shape, seed, seed % 2 == 0 ? 3 : 50);
            const auto program = tests::random_program(shape, seed);
            const double with = tests::solve_with_clp(program).objective;
            ++programs;
            for (int matrix = 0; matrix < 4; ++matrix) {
                auto constant = program;
                for (lp::Chain& c : constant.chains) {
                    if (matrix == 0) at_their_mean(c.A, c.by_stage.A);
                    if (matrix == 1) at_their_mean(c.B, c.by_stage.B);
                    if (matrix == 2) at_their_mean(c.C, c.by_stage.C);
                    if (matrix == 3) at_their_mean(c.G, c.by_stage.G);
                }
                const auto without = tests::solve_with_clp(constant);
                binding[matrix] += !without.optimal || differ(without.objective, with) ? 1 : 0;
            }
        }
    for (const int count : binding) CHECK(10 * count >= programs);
}
TEST_CASE("a row that holds a chain's cost: at least a part of the way to the dearest point") {
    int binding = 0, programs = 0;
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        auto program = tests::random_program({.chains = 2, .by_stage = seed % 2 == 0 ? 0.2 : 0.0}, seed);
        tests::add_cost_row(program, 0, false, lp::Sense::at_least);
        const auto cheapest = tests::solve_with_clp(program);
        tests::turn_costs(program);
        const auto dearest = tests::solve_with_clp(program);
        tests::turn_costs(program);
        const double low = tests::last_activity(program, cheapest.solution),
                     high = tests::last_activity(program, dearest.solution);
        program.linking.rhs[program.linking.size() - 1] = low + 0.3 * (high - low);
        ++programs;
        binding += differ(compare(program, 5), cheapest.objective) ? 1 : 0;
    }
    CHECK(10 * binding >= programs);
}
TEST_CASE("a row that holds the whole cost: another objective, near the optimum of the first") {
    int binding = 0, programs = 0;
    for (std::uint32_t seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        auto program = tests::random_program({.chains = 2, .degenerate = seed % 2 == 0}, seed);
        tests::add_cost_row(program, 1, true, lp::Sense::at_most);
        const auto cheapest = tests::solve_with_clp(program);
        const double least = tests::last_activity(program, cheapest.solution);
        const auto other = tests::random_program({.chains = 2}, seed + 1000);
        for (std::size_t c = 0; c < 2; ++c) program.chains[c].cost = other.chains[c].cost;
        program.border.cost = other.border.cost;
        const double free = tests::solve_with_clp(program).objective;
        program.linking.rhs[program.linking.size() - 1] = least + 0.05 * (1.0 + std::abs(least));
        ++programs;
        binding += differ(compare(program, 5), free) ? 1 : 0;
    }
    CHECK(10 * binding >= programs);
}
TEST_CASE("no state at all") {
    for (std::uint32_t seed = 1; seed <= 30; ++seed) compare({.chains = 2, .states = 0}, seed);
}
TEST_CASE("degenerate optima") {
    for (std::uint32_t seed = 1; seed <= 60; ++seed) compare({.degenerate = true}, seed);
}
TEST_CASE("columns and border variables with an empty box") {
    for (std::uint32_t seed = 1; seed <= 60; ++seed)
        compare({.chains = 2, .columns = 16, .border = 4, .fixed = true}, seed);
}
TEST_CASE("one stage, with entries that vary") {
    for (std::uint32_t seed = 1; seed <= 30; ++seed) {
        compare({.stages = 1, .by_stage = 0.5, .from_zero = 0.5}, seed);
        compare({.stages = 1, .states = 0, .cyclic = false, .by_stage = 0.5}, seed);
    }
}
TEST_CASE("one stage") {
    for (std::uint32_t seed = 1; seed <= 30; ++seed) compare({.stages = 1, .states = 0, .cyclic = false}, seed);
}
