#include "lp/segments.hpp"

#include <doctest/doctest.h>

#include "lp/interior_point.hpp"
#include "lp/lanes.hpp"

using namespace decawatt;
using doctest::Approx;

namespace {

// A state that changes by a column in every `every`-th stage and is constant between; a demand bounds it from below.
lp::Chain steps(int stages, int every) {
    lp::Chain c;
    c.stages = stages;
    lp::Matrix a(1, 2), b(1, 2);
    a << 1.0, -1.0;
    b << -1.0, 0.0;
    c.A = a.sparseView();
    c.B = b.sparseView();
    c.C.resize(1, 0);
    c.G.resize(0, 2);
    c.cost = lp::Vector{{1.0, 0.5}};
    c.rhs = lp::Matrix::Zero(1, stages);
    c.upper = lp::Matrix::Constant(2, stages, 10.0);
    for (int t = 0; t < stages; ++t)
        if (t % every == 0)
            c.rhs(0, t) = -3.0;  // falls by three, and rises by what is bought
        else
            c.upper(1, t) = 0.0;
    c.scaled_by = {lp::kFixedBound, lp::kFixedBound};
    c.border_map.resize(0, 0);
    c.border_offset.resize(0);
    return c;
}

}  // namespace

TEST_CASE("every segment has a stage in which each state may change") {
    CHECK(lp::segments_of(steps(8760, 1), 274) == 4 * lp::kLanes);
    CHECK(lp::segments_of(steps(8760, 730), 274) == lp::kLanes);  // 12 would be enough, but not in whole bundles
    CHECK(lp::segments_of(steps(1460, 730), 40) == 2);
    CHECK(lp::segments_of(steps(720, 720), 10) == 1);
    for (const int every : {1, 50, 333}) {
        const lp::Chain chain = steps(3000, every);
        const int segments = lp::segments_of(chain, 20);
        for (int i = 0; i < segments; ++i) {
            const int first = lp::first_stage_of(chain, segments, i),
                      last = lp::first_stage_of(chain, segments, i + 1) - 1;
            CHECK(last / every > (first - 1) / every - (first == 0 ? 1 : 0));
        }
    }
}

TEST_CASE("a state that its coefficients or its bound cut off may change there") {
    lp::Chain chain = steps(160, 160);
    CHECK(lp::segments_of(chain, 10) == 1);
    lp::StageEntry carry{.row = 0, .column = 0, .value = lp::Vector::Constant(160, -1.0)};
    carry.value[90] = 0.0;
    chain.B.setZero();
    chain.by_stage.B = {carry};
    CHECK(lp::segments_of(chain, 10) == 2);
}

TEST_CASE("constant states are solved in several segments") {
    lp::StaircaseProgram p;
    p.chains.push_back(steps(240, 60));
    p.border.cost = p.border.lower = p.border.upper = lp::Vector(0);
    p.linking.H.resize(0, 0);
    p.linking.rhs = lp::Vector(0);
    lp::Settings settings;
    settings.tolerance = 1e-8;
    settings.segment_stages = 10;
    REQUIRE(lp::segments_of(p.chains[0], settings.segment_stages) > 1);
    const lp::Solution solution = lp::solve(p, settings, {});
    REQUIRE(solution.status == lp::Status::optimal);
    CHECK(solution.certificate.primal_objective == Approx(4 * 3.0 * 0.5).epsilon(1e-6));  // bought as it falls
}
