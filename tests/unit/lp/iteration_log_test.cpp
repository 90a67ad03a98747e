// The log of a solve: a record an iteration with the pairs that limit its steps, and the same solution with and
// without.
#include <doctest/doctest.h>

#include <algorithm>

#include "lp/blocking_pair.hpp"
#include "lp/interior_point.hpp"
#include "plain_program.hpp"
#include "support/random_program.hpp"

using namespace decawatt;
using lp::BlockingPair, lp::BlockingPairs;
using lp::Matrix;
using tests::plain, tests::tight;

namespace {

std::vector<lp::IterationRecord> log_of(const lp::StaircaseProgram& program, lp::Solution& solution) {
    std::vector<lp::IterationRecord> log;
    lp::Settings settings = tight();
    settings.log = [&](const lp::IterationRecord& record) { log.push_back(record); };
    solution = lp::solve(program, settings, {});
    return log;
}

}  // namespace

TEST_CASE("the pair that keeps the least share of itself limits a step") {
    BlockingPair pair;
    pair.see(2.0, 1.0, {.index = 1});  // it grows
    CHECK(pair.index == -1);
    pair.see(0.5, 1.0, {.index = 2});
    pair.see(3.0, 10.0, {.index = 3});
    pair.see(0.9, 1.0, {.index = 4});
    CHECK(pair.index == 3);
    CHECK(pair.kept == doctest::Approx(0.3));
    BlockingPair other;
    other.see(0.2, 1.0, {.chain = 2, .stage = 5, .index = 6, .kind = BlockingPair::Kind::upper});
    pair.merge(other);
    CHECK(pair.chain == 2);
    const BlockingPairs again = lp::unpacked_pairs(lp::packed(BlockingPairs{.primal = pair, .dual = {}}));
    CHECK(again.primal.kept == doctest::Approx(0.2));
    CHECK(again.primal.stage == 5);
    CHECK(again.primal.index == 6);
    CHECK(again.primal.kind == BlockingPair::Kind::upper);
    CHECK(again.dual.index == -1);
}

TEST_CASE("pairs are named by column, stage and chain, by investment, or by linking row") {
    auto program = plain(Matrix{{1.0, 1.0}}, Matrix{{1.0}, {3.0}}, Matrix{{10.0}}, Matrix{{50.0}, {50.0}});
    program.chains[0].name = "2030w1";
    program.chains[0].column_names = {"cheap", "dear"};
    program.border.names = {"plant wind 2030"};
    program.linking.names = {"annual target"};
    CHECK(lp::text(program, {.chain = 0, .stage = 7, .index = 1, .kind = BlockingPair::Kind::upper}) ==
          "dear h0007 of 2030w1, at its upper bound");
    CHECK(lp::text(program, {.index = 0}) == "plant wind 2030, at its lower bound");
    CHECK(lp::text(program, {.index = 0, .kind = BlockingPair::Kind::slack}) == "annual target, its slack");
    CHECK(lp::text(program, {}) == "none");
}

TEST_CASE("of two generators with room to spare the one that leaves limits the last steps") {
    // 10 of demand from the one that costs 1: only the output of the other goes to a bound, its lower one.
    auto program = plain(Matrix{{1.0, 1.0}}, Matrix{{1.0}, {3.0}}, Matrix{{10.0}}, Matrix{{50.0}, {50.0}});
    program.chains[0].name = "year";
    program.chains[0].column_names = {"cheap", "dear"};
    lp::Solution solution;
    const auto log = log_of(program, solution);
    REQUIRE(solution.status == lp::Status::optimal);
    REQUIRE(log.size() >= 3);
    CHECK(log.front().primal_pair.empty());
    CHECK(log.back().primal_pair == "dear h0000 of year, at its lower bound");
    // Its own multiplier stays; those of the cheap one, which is between its bounds, vanish.
    CHECK(log.back().dual_pair != "dear h0000 of year, at its lower bound");
    CHECK(lp::relative_gap(log.back()) < 1e-6);
}

TEST_CASE("a log has every iteration, and changes no bit of the solution") {
    for (const unsigned seed : {1U, 2U, 3U}) {
        CAPTURE(seed);
        const auto program = tests::random_program({.chains = 2, .stages = 40}, seed);
        lp::Solution logged;
        const auto log = log_of(program, logged);
        const lp::Solution plain_solution = lp::solve(program, tight(), {});
        REQUIRE(logged.status == plain_solution.status);
        CHECK(logged.iterations == plain_solution.iterations);
        REQUIRE(logged.x.size() == plain_solution.x.size());
        for (std::size_t c = 0; c < logged.x.size(); ++c) CHECK(logged.x[c] == plain_solution.x[c]);
        CHECK(logged.k == plain_solution.k);
        REQUIRE(log.size() >= logged.history.size());
        for (std::size_t i = 0; i < logged.history.size(); ++i) {
            CHECK(log[i].iteration == static_cast<int>(i));
            CHECK(log[i].mu == logged.history[i].mu);
            CHECK(log[i].primal_pair.empty() == (i == 0));
            CHECK(logged.history[i].primal_pair.empty());
        }
    }
}

TEST_CASE("a log names its solve where there are several") {
    lp::Settings settings = tight();
    std::vector<std::string> names;
    settings.log = [&](const lp::IterationRecord& record) { names.push_back(record.solve); };
    const auto program = plain(Matrix{{1.0, 1.0}}, Matrix{{1.0}, {3.0}}, Matrix{{10.0}}, Matrix{{6.0}, {8.0}});
    (void)lp::solve(program, lp::with_log_name(settings, "2030w1"), {});
    REQUIRE(!names.empty());
    CHECK(std::ranges::all_of(names, [](const std::string& name) { return name == "2030w1"; }));
    CHECK(!lp::with_log_name(tight(), "2030w1").log);  // no log, no cost
}

TEST_CASE("the gap of an iteration is the distance of its objectives, over the first and one") {
    lp::IterationRecord record;
    record.primal_objective = -9.0;
    for (const double dual : {-14.0, -4.0}) {
        record.dual_objective = dual;
        CHECK(lp::relative_gap(record) == doctest::Approx(0.5));
    }
}
