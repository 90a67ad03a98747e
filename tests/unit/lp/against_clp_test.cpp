// A few hundred random programs against Clp: the same verdict, the same objective to 1e-6.
#include <doctest/doctest.h>

#include "lp/interior_point.hpp"
#include "support/clp_bridge.hpp"
#include "support/random_program.hpp"

using namespace decawatt;

namespace {

void compare(const tests::RandomShape& shape, std::uint32_t seed, int segment_stages = 7) {
    CAPTURE(seed);
    const auto program = tests::random_program(shape, seed);
    const auto flat = tests::solve_with_clp(program);
    lp::Settings settings;
    settings.tolerance = 1e-7;  // well below the 1e-6 of the comparison
    settings.segment_stages = segment_stages;
    const auto ours = lp::solve(program, settings, {});
    CAPTURE(ours.message);
    REQUIRE(flat.optimal);  // the generated program has a feasible point
    REQUIRE(ours.status == lp::Status::optimal);
    CHECK(std::abs(ours.certificate.primal_objective - flat.objective) <= 1e-6 * (1.0 + std::abs(flat.objective)));
    CHECK(ours.certificate.dual_objective <= flat.objective + 1e-6 * (1.0 + std::abs(flat.objective)));
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
TEST_CASE("one stage") {
    for (std::uint32_t seed = 1; seed <= 30; ++seed) compare({.stages = 1, .states = 0, .cyclic = false}, seed);
}
