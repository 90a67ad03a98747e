// The same program with every coefficient as a series over its stages: all that reads a program must say the same.
#include <doctest/doctest.h>

#include <cmath>

#include "lp/interior_point.hpp"
#include "lp/stage_matrix.hpp"
#include "planning/analyses/infeasibility.hpp"
#include "planning/analyses/operation_certificate.hpp"
#include "planning/layout.hpp"
#include "planning/scenarios.hpp"
#include "random_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;

namespace {

void spread(lp::SparseMatrix& matrix, int stages, std::vector<lp::StageEntry>& entries) {
    for (int j = 0; j < matrix.outerSize(); ++j)
        for (lp::SparseMatrix::InnerIterator it(matrix, j); it; ++it)
            entries.push_back({static_cast<int>(it.row()), j, lp::Vector::Constant(stages, it.value())});
    matrix.setZero();
}

planning::Program spread(planning::Program program) {
    for (lp::Chain& c : program.staircase.chains) {
        spread(c.A, c.stages, c.by_stage.A);
        spread(c.B, c.stages, c.by_stage.B);
        spread(c.C, c.stages, c.by_stage.C);
        spread(c.G, c.stages, c.by_stage.G);
    }
    return program;
}

}  // namespace

TEST_CASE("random studies cost the same, and are infeasible for the same reasons") {
    int solved = 0, infeasible = 0;
    for (unsigned seed = 1; seed <= 24; ++seed) {
        CAPTURE(seed);
        Draws draws(seed);
        const SmallStudy small = draw_study_with_targets(draws);
        const profiles::Profiles series = small.profiles();
        const planning::Program program = planning::build_program(small.study, series), by_stage = spread(program);
        const lp::Solution expected = lp::solve(program.staircase, {}, {}),
                           found = lp::solve(by_stage.staircase, {}, {});
        CHECK(found.status == expected.status);
        if (expected.status == lp::Status::optimal) {
            ++solved;
            const double cost = expected.certificate.primal_objective;
            CHECK(std::abs(found.certificate.primal_objective - cost) <= 2e-6 * (1.0 + std::abs(cost)));
            continue;
        }
        ++infeasible;
        const auto why = planning::explain(small.study, series, program, {}, {}),
                   same = planning::explain(small.study, series, by_stage, {}, {});
        REQUIRE(why.status == lp::Status::optimal);
        REQUIRE(same.status == lp::Status::optimal);
        REQUIRE(same.violations.size() == why.violations.size());
        for (std::size_t i = 0; i < why.violations.size(); ++i) {
            CHECK(same.violations[i].kind == why.violations[i].kind);
            CHECK(same.violations[i].amount == doctest::Approx(why.violations[i].amount).epsilon(1e-3));
        }
    }
    CHECK(solved >= 3);
    CHECK(infeasible >= 3);
}

TEST_CASE("a year by windows has the same certificate") {
    Draws draws(5);
    const SmallStudy small = draw_study(draws, draw_plants(draws));
    const planning::Program program = planning::build_program(small.study, small.profiles()),
                            by_stage = spread(program);
    const lp::Solution s = lp::solve(program.staircase, {}, {});
    REQUIRE(s.status == lp::Status::optimal);
    REQUIRE(s.lambda.size() > 0);
    REQUIRE(program.staircase.chains[0].G.nonZeros() > 0);
    planning::ChainPoint point;
    point.x = s.x[0];
    point.y = s.y[0];
    const lp::Vector duals = lp::Vector::Ones(s.lambda.size());
    const lp::Certificate expected = planning::certify_windows(program, 0, point, point, duals),
                          found = planning::certify_windows(by_stage, 0, point, point, duals);
    CHECK(found.primal_objective == doctest::Approx(expected.primal_objective).epsilon(1e-12));
    CHECK(found.dual_objective == doctest::Approx(expected.dual_objective).epsilon(1e-9));
    CHECK(found.relative_gap == doctest::Approx(expected.relative_gap).epsilon(1e-6));
    CHECK(std::abs(found.primal_residual - expected.primal_residual) < 1e-12);
}

TEST_CASE("activities and prices of linking rows are those of the constant matrix") {
    lp::Chain chain;
    chain.stages = 2;
    chain.G = lp::Matrix{{1.0, 0.0}, {0.0, 2.0}}.sparseView();
    chain.by_stage.G = {{0, 1, lp::Vector{{10.0, 20.0}}}};
    const lp::Matrix x{{3.0, 4.0}, {5.0, 6.0}};
    CHECK(lp::activity(chain, x) == lp::Vector{{7.0 + 50.0 + 120.0, 22.0}});
    CHECK(lp::price_of_linking(chain, lp::Vector{{1.0, -1.0}}) == lp::Matrix{{1.0, 1.0}, {-2.0 + 10.0, -2.0 + 20.0}});
    chain.cost = lp::Matrix{{1.0}, {2.0}};
    lp::add_costs(chain, lp::Matrix{{5.0}, {6.0}});
    CHECK(chain.cost == lp::Matrix{{6.0}, {8.0}});
    lp::add_costs(chain, lp::Matrix{{1.0, 2.0}, {3.0, 4.0}});
    CHECK(chain.cost == lp::Matrix{{7.0, 8.0}, {11.0, 12.0}});
}

TEST_CASE("scenarios of one sizing keep their rows") {
    Draws draws(5);
    SmallStudy windy = draw_study(draws, draw_plants(draws)), calm = windy;
    calm.resource_factor = {0.9};
    const profiles::Profiles first = windy.profiles(), second = calm.profiles();
    const auto joint = [&](const auto& change) {
        std::vector<planning::Scenario> scenarios;
        scenarios.push_back({"windy", 0.5, planning::build_program(windy.study, first)});
        scenarios.push_back(
            {"calm", 0.5, planning::build_scenario(calm.study, second, "calm", windy.study, scenarios[0].program)});
        for (planning::Scenario& scenario : scenarios) scenario.program = change(std::move(scenario.program));
        return planning::ScenarioProgram(std::move(scenarios)).joint();
    };
    const lp::StaircaseProgram program = joint([](planning::Program p) { return p; }),
                               by_stage = joint([](planning::Program p) { return spread(std::move(p)); });
    REQUIRE(program.chains.back().G.nonZeros() > 0);
    REQUIRE(by_stage.chains.back().by_stage.G.size() == static_cast<std::size_t>(program.chains.back().G.nonZeros()));
    for (const lp::StageEntry& e : by_stage.chains.back().by_stage.G)
        CHECK(e.value[0] == program.chains.back().G.coeff(e.row, e.column));
    const FlatResult expected = solve_with_clp(program), found = solve_with_clp(by_stage);
    REQUIRE(expected.optimal);
    REQUIRE(found.optimal);
    CHECK(found.objective == doctest::Approx(expected.objective).epsilon(1e-7));
}
