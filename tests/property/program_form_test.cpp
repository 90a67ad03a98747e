// Random programs with entries that vary by stage, states that start from zero and rows on the cost of a chain, all at
// once, against an independent solver.
#include <doctest/doctest.h>

#include <cmath>

#include "lp/interior_point.hpp"
#include "support/clp_bridge.hpp"
#include "support/cost_row.hpp"
#include "support/random_program.hpp"

using namespace decawatt;

namespace {

struct Binding {
    int by_stage = 0, from_zero = 0, cost_row = 0;
};

tests::RandomShape shape_of(std::uint32_t seed) {
    const int n = static_cast<int>(seed);
    return {.chains = 1 + n % 2,
            .stages = 4 + 7 * (n % 5),
            .states = 1 + n % 4,
            .border = n % 4,
            .cyclic = n % 7 != 0,
            .degenerate = n % 5 == 0,
            .fixed = n % 3 == 0,
            .by_stage = n % 2 == 0 ? 0.15 : 0.4,
            .from_zero = 0.4};
}

// A part of the way from the cheapest to the dearest: feasible, because both are, and the cheapest is not.
void set_cost_row(lp::StaircaseProgram& program) {
    tests::add_cost_row(program, 0, false, lp::Sense::at_least);
    const auto cheapest = tests::solve_with_clp(program);
    tests::turn_costs(program);
    const auto dearest = tests::solve_with_clp(program);
    tests::turn_costs(program);
    const double low = tests::last_activity(program, cheapest.solution),
                 high = tests::last_activity(program, dearest.solution);
    program.linking.rhs[program.linking.size() - 1] = low + 0.25 * (high - low);
}

void at_their_mean(lp::SparseMatrix& matrix, std::vector<lp::StageEntry>& entries) {
    for (const lp::StageEntry& e : entries) matrix.coeffRef(e.row, e.column) = e.value.mean();
    entries.clear();
}

void compare(std::uint32_t seed, Binding& binding) {
    CAPTURE(seed);
    auto program = tests::random_program(shape_of(seed), seed);
    set_cost_row(program);
    const auto flat = tests::solve_with_clp(program);
    lp::Settings settings;
    settings.tolerance = 1e-7;  // so that 1e-6 below is met with room on both sides
    settings.segment_stages = 3 + static_cast<int>(seed % 9);
    const auto ours = lp::solve(program, settings, {});
    CAPTURE(ours.message);
    REQUIRE(flat.optimal);
    REQUIRE(ours.status == lp::Status::optimal);
    const double size = 1.0 + std::abs(flat.objective);
    CHECK(std::abs(ours.certificate.primal_objective - flat.objective) <= 1e-6 * size);
    CHECK(ours.certificate.dual_objective <= flat.objective + 1e-6 * size);

    const auto binds = [&](const lp::StaircaseProgram& without) {
        const auto other = tests::solve_with_clp(without);
        return !other.optimal || std::abs(other.objective - flat.objective) > 1e-4 * size ? 1 : 0;
    };
    auto without = program;
    without.linking.rhs[program.linking.size() - 1] = -1e6;
    binding.cost_row += binds(without);
    without = program;
    for (lp::Chain& c : without.chains) c.start_from_zero.clear();
    binding.from_zero += binds(without);
    without = program;
    for (lp::Chain& c : without.chains) {
        at_their_mean(c.A, c.by_stage.A);
        at_their_mean(c.B, c.by_stage.B);
        at_their_mean(c.C, c.by_stage.C);
        at_their_mean(c.G, c.by_stage.G);
    }
    binding.by_stage += binds(without);
}

void compare_all(std::uint32_t programs) {
    Binding binding;
    for (std::uint32_t seed = 1; seed <= programs; ++seed) compare(seed, binding);
    const int tenth = static_cast<int>(programs / 10);
    CHECK(binding.by_stage >= tenth);
    CHECK(binding.from_zero >= tenth);
    CHECK(binding.cost_row >= tenth);
    MESSAGE("binding of ", programs, ": by stage ", binding.by_stage, ", from zero ", binding.from_zero, ", cost ",
            binding.cost_row);
}

}  // namespace

TEST_CASE("all forms at once: a hundred programs") {
    compare_all(100);
}

TEST_CASE("all forms at once: thousands" * doctest::skip()) {
    compare_all(3000);
}
