// Studies drawn at random with a target out of reach: what is reported as reachable is, and no more.
#include <doctest/doctest.h>

#include "planning/analyses/infeasibility.hpp"
#include "unit/planning/random_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;

namespace {

constexpr double kAside = 2e-3;  // of a score: on this side of what is reachable, and on that side
constexpr double kScarce = 0.2;  // build limits as a share of those of the drawn studies

SmallStudy study_of(unsigned seed, double first_target, double second_target) {
    Draws draws(seed);
    const auto plants = draw_plants(draws);
    SmallStudy small = draw_study(draws, plants, {.build_limits = kScarce});
    small.study.contracts.annual_target_frac[0].clear();
    small.study.contracts.hourly_target_frac[0] = {{2030, first_target}, {2031, second_target}};
    return small;
}

bool feasible(const SmallStudy& small) {
    const FlatResult flat = solve_with_clp(planning::build_program(small.study, small.profiles()).staircase);
    REQUIRE((flat.optimal || flat.infeasible));
    return flat.optimal;
}

}  // namespace

TEST_CASE("what is reported as reachable can be reached, and little more cannot") {
    for (unsigned seed = 41; seed < 45; ++seed) {
        CAPTURE(seed);
        const SmallStudy requested = study_of(seed, 0.97, 0.98);
        CHECK_FALSE(feasible(requested));
        const auto series = requested.profiles();
        const auto program = planning::build_program(requested.study, series);
        const auto explanation = planning::explain(requested.study, series, program, {}, {});
        REQUIRE(explanation.status == lp::Status::optimal);
        CHECK(explanation.proven_infeasible);
        double target[] = {0.97, 0.98};
        REQUIRE(explanation.violations.size() == 2);
        for (const auto& v : explanation.violations) {
            REQUIRE(v.kind == planning::LimitKind::hourly_target);
            CHECK(v.reachable < v.requested - 2.0 * kAside);
            target[v.year - 2030] = v.reachable;
        }
        CHECK(feasible(study_of(seed, target[0] - kAside, target[1] - kAside)));
        CHECK_FALSE(feasible(study_of(seed, target[0] + kAside, target[1])));
        CHECK_FALSE(feasible(study_of(seed, target[0], target[1] + kAside)));
    }
}
