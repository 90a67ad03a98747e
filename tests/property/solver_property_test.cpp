// Properties of the solution of any energy system: bounds on both sides of the optimum of an independent solver, and
// the same result for any segmentation and any number of threads.
#include <doctest/doctest.h>

#include <cmath>
#include <initializer_list>
#include <iterator>

#include "lp/interior_point.hpp"
#include "parallel/blocks.hpp"
#include "support/clp_bridge.hpp"
#include "support/energy_program.hpp"

using namespace decawatt;

namespace {

constexpr double kTolerance = 1e-6;
constexpr double kClpTolerance = 1e-7;  // Clp's default for rows and reduced costs

struct Shape {
    tests::EnergyShape energy;
    std::uint32_t seed;
};
const Shape kShapes[] = {{{.regions = 1, .stages = 168, .chains = 1}, 1},
                         {{.regions = 3, .stages = 168, .chains = 1}, 2},
                         {{.regions = 2, .stages = 96, .chains = 3, .emission_share = 0.1}, 3},
                         {{.regions = 4, .stages = 72, .chains = 2, .emission_share = 0.9}, 4}};

lp::Solution solve(const lp::StaircaseProgram& program, int segment_stages) {
    lp::Settings settings;
    settings.tolerance = kTolerance;
    settings.segment_stages = segment_stages;
    return lp::solve(program, settings, {});
}

bool same_bits(const lp::Solution& a, const lp::Solution& b) {
    const auto equal = [](const auto& u, const auto& v) {
        return u.size() == v.size() && (u.array() == v.array()).all();
    };
    bool same =
        a.iterations == b.iterations && a.x.size() == b.x.size() && equal(a.k, b.k) && equal(a.lambda, b.lambda);
    for (std::size_t c = 0; same && c < a.x.size(); ++c) same = equal(a.x[c], b.x[c]) && equal(a.y[c], b.y[c]);
    return same && a.certificate.primal_objective == b.certificate.primal_objective &&
           a.certificate.dual_objective == b.certificate.dual_objective;
}

}  // namespace

TEST_CASE("the bounds enclose an independent solver's optimum") {
    int binding = 0;  // programs whose limit on emissions binds
    for (const Shape& shape : kShapes) {
        CAPTURE(shape.seed);
        const auto program = tests::energy_program(shape.energy, shape.seed);
        const auto flat = tests::solve_with_clp(program);
        REQUIRE(flat.optimal);
        const auto ours = solve(program, 24);
        REQUIRE(ours.status == lp::Status::optimal);
        const double scale = 1.0 + std::abs(flat.objective);
        CAPTURE(flat.objective);
        CHECK(ours.certificate.dual_objective <= flat.objective + kClpTolerance * scale);
        CHECK(ours.certificate.primal_objective >=
              flat.objective - kTolerance * scale);  // rows are met to the tolerance
        CHECK(ours.certificate.primal_objective - ours.certificate.dual_objective <= kTolerance * scale);
        CHECK(ours.certificate.relative_gap <= kTolerance);
        CHECK(ours.certificate.primal_residual_relative <= kTolerance);
        CHECK(ours.certificate.linking_violation <= kTolerance);
        CHECK(ours.certificate.complementarity <= kTolerance);
        CHECK(ours.k.maxCoeff() > 0.1);  // gigawatts: something is built, so that the border matters
        binding += ours.lambda.minCoeff() < -1e-3 ? 1 : 0;
    }
    CHECK((binding > 0 && binding < static_cast<int>(std::size(kShapes))));
}

TEST_CASE("any division into segments gives the same optimum") {
    const auto program = tests::energy_program({.regions = 2, .stages = 168, .chains = 2}, 5);
    const double whole = solve(program, 168).certificate.primal_objective;
    for (const int stages : {1, 7, 24, 100, 1464}) {
        CAPTURE(stages);
        const auto cut = solve(program, stages);
        REQUIRE(cut.status == lp::Status::optimal);
        CHECK(std::abs(cut.certificate.primal_objective - whole) <=
              2.0 * kTolerance * (1.0 + std::abs(whole)));  // each within its gap
    }
}

TEST_CASE("any number of threads gives the same bits") {
    const auto program =
        tests::energy_program({.regions = 3, .stages = 400, .chains = 2}, 6);  // two bundles a chain, or one
    parallel::set_threads(1);
    const auto one = solve(program, 24);
    REQUIRE(one.status == lp::Status::optimal);
    for (const int threads : {2, 3}) {
        CAPTURE(threads);
        parallel::set_threads(threads);
        CHECK(same_bits(solve(program, 24), one));
    }
    parallel::set_threads(0);
    CHECK_FALSE(same_bits(solve(program, 60), one));  // the comparison detects a difference in rounding
}

TEST_CASE("a start at an earlier solution leads to the same optimum, sooner") {
    const auto program = tests::energy_program({.regions = 3, .stages = 672}, 7);
    const lp::Settings settings{.tolerance = kTolerance};
    const auto earlier = lp::solve(program, settings, {});
    REQUIRE(earlier.status == lp::Status::optimal);
    const lp::StartingPoint from{earlier.y, earlier.k, earlier.lambda};
    auto dearer = program, busier = program;
    dearer.border.cost *= 1.02;
    for (lp::Chain& chain : busier.chains) chain.rhs *= 1.01;
    int cold_iterations = 0, warm_iterations = 0;
    for (const lp::StaircaseProgram* changed :
         std::initializer_list<const lp::StaircaseProgram*>{&program, &dearer, &busier}) {
        const auto cold = lp::solve(*changed, settings, {});
        const auto warm = lp::solve(*changed, settings, {}, &from);
        REQUIRE(cold.status == lp::Status::optimal);
        REQUIRE(warm.status == lp::Status::optimal);
        CHECK(std::abs(warm.certificate.primal_objective - cold.certificate.primal_objective) <=
              2.0 * kTolerance * (1.0 + std::abs(cold.certificate.primal_objective)));  // each within its gap
        cold_iterations += cold.iterations;
        warm_iterations += warm.iterations;
    }
    CAPTURE(cold_iterations);
    CAPTURE(warm_iterations);
    CHECK(warm_iterations <= 0.85 * cold_iterations);
}

TEST_CASE("an unknown starting point has no effect") {
    const auto program = tests::energy_program({.regions = 2, .stages = 168}, 8);
    const double unknown = std::nan("");
    lp::StartingPoint nothing{{},
                              lp::Vector::Constant(program.border.size(), unknown),
                              lp::Vector::Constant(program.linking.size(), unknown)};
    for (const lp::Chain& chain : program.chains)
        nothing.y.push_back(lp::Matrix::Constant(chain.rows(), chain.stages, unknown));
    CHECK(lp::solve(program, {}, {}, &nothing).status == lp::Status::optimal);
}
