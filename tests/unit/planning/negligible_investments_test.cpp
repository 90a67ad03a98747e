// Investments too small to count, and how a plan omits them.
#include "planning/analyses/negligible_investments.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "lp/certificate.hpp"
#include "planning/layout.hpp"
#include "planning/negligible.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

// A hub of 2 MW in a region of 5 GW; sun for the hub, and wind for the region that is far too expensive.
SmallStudy small_hub() {
    SmallStudy small;
    small.region("a", {4000.0, 5000.0, 4500.0, 4800.0});
    small.contract("deal", -1.0, 0.5);
    small.data_center({.name = "hub", .draw_mw = {2.0, 2.0, 1.0, 1.0}, .connection_mw = 10.0, .contract = 0});
    small.plant({.name = "gas", .capacity_mw = 6000.0, .variable_cost_per_mwh = 30.0});
    small.plant({.name = "sun",
                 .technology = model::Technology::solar,
                 .contract = 0,
                 .resource_frac = {0.0, 1.0, 1.0, 0.0},
                 .build = may_build(50.0, 1000.0, 10.0)});
    small.plant({.name = "wind",
                 .technology = model::Technology::onshore,
                 .resource_frac = {0.2, 0.2, 0.2, 0.2},
                 .build = may_build(500.0, 1e9, 10.0)});
    return small;
}

std::size_t investment_of(const planning::Layout& layout, const model::Study& study, const std::string& name) {
    for (std::size_t b = 0; b < layout.investments.size(); ++b)
        if (layout.investments[b].kind == assets::CapacityKind::plant &&
            study.plants.name[layout.investments[b].asset] == name)
            return b;
    FAIL(name);
    return 0;
}

}  // namespace

TEST_CASE("the threshold of an investment depends on the load that it may serve") {
    const SmallStudy small = small_hub();
    const auto profiles = small.profiles();
    const planning::Program program = planning::build_program(small.study, profiles);
    const auto least =
        planning::negligible_amounts(small.study, profiles, program.layout->groups, program.layout->investments, 0.0);
    CHECK(least[investment_of(*program.layout, small.study, "sun")] == Approx(2e-6));  // the hub's 2 MW
    CHECK(least[investment_of(*program.layout, small.study, "wind")] ==
          Approx(5002e-6));  // 5000 + 2 in the second hour
}

TEST_CASE("a threshold is the solver's resolution, between a millionth and a thousandth of the load") {
    const SmallStudy small = small_hub();
    const auto profiles = small.profiles();
    const planning::Program program = planning::build_program(small.study, profiles);
    const std::size_t sun = investment_of(*program.layout, small.study, "sun");  // for the hub's 2 MW
    const auto least_at = [&](double resolution_mw) {
        return planning::negligible_amounts(small.study, profiles, program.layout->groups, program.layout->investments,
                                            resolution_mw)[sun];
    };
    CHECK(least_at(1e-7) == Approx(2e-6));
    CHECK(least_at(3e-5) == Approx(3e-5));
    CHECK(least_at(1.0) == Approx(2e-3));
}

TEST_CASE("power and energy of a store with a fixed duration are negligible together") {
    SmallStudy small = small_hub();
    small.store(
        {.name = "battery", .contract = 0, .build_power = may_build(5.0, 1e6), .build_energy = may_build(20.0, 1.0)});
    small.study.stores.build_duration = {{4.0, 4.0}};
    const auto profiles = small.profiles();
    const planning::Program program = planning::build_program(small.study, profiles);
    lp::Solution solution = lp::solve(program.staircase, lp::plan_settings(1e-6), {});
    REQUIRE(solution.status == lp::Status::optimal);
    for (std::size_t b = 0; b < program.layout->investments.size(); ++b) {  // 1 W for four hours
        const auto kind = program.layout->investments[b].kind;
        const double mw = 1e-6 / program.power_unit_mw;
        if (kind == assets::CapacityKind::store_power) solution.k[static_cast<Eigen::Index>(b)] = mw;
        if (kind == assets::CapacityKind::store_energy) solution.k[static_cast<Eigen::Index>(b)] = 4.0 * mw;
    }
    planning::drop_negligible_investments(small.study, profiles, program, solution);
    for (std::size_t b = 0; b < program.layout->investments.size(); ++b)
        if (program.layout->investments[b].kind != assets::CapacityKind::plant)
            CHECK(solution.k[static_cast<Eigen::Index>(b)] == 0.0);
    CHECK(lp::holds(solution.certificate, 1e-6));
}

TEST_CASE("negligible investments and their dispatch become zero, and the certificate holds") {
    const SmallStudy small = small_hub();
    const auto profiles = small.profiles();
    const planning::Program program = planning::build_program(small.study, profiles);
    lp::Solution solution = lp::solve(program.staircase, lp::plan_settings(1e-6), {});
    REQUIRE(solution.status == lp::Status::optimal);
    const auto sun = static_cast<Eigen::Index>(investment_of(*program.layout, small.study, "sun"));
    const auto wind = static_cast<Eigen::Index>(investment_of(*program.layout, small.study, "wind"));
    CHECK(solution.k[sun] * program.power_unit_mw == Approx(1.5).epsilon(1e-5));  // half of 6 MWh in two hours
    solution.k[wind] = 1e-9;
    const auto& names = program.staircase.chains.front().column_names;
    solution.x.front().row(std::ranges::find(names, "output wind") - names.begin()).setConstant(1e-10);
    planning::drop_negligible_investments(small.study, profiles, program, solution);
    CHECK(solution.k[wind] == 0.0);
    const lp::Chain& chain = program.staircase.chains.front();
    const auto output = std::ranges::find(chain.column_names, "output wind") - chain.column_names.begin();
    REQUIRE(output < chain.columns());
    CHECK(solution.x.front().row(output).maxCoeff() == 0.0);  // no output without capacity
    CHECK(solution.k[sun] * program.power_unit_mw == Approx(1.5).epsilon(1e-5));
    CHECK(lp::holds(solution.certificate, 1e-6));
    const planning::Plan plan = planning::read_plan(small.study, profiles, program, solution);
    CHECK(plan.status == lp::Status::optimal);
    for (const assets::CapacityAddition& build : plan.builds)
        if (build.asset == "wind") CHECK(build.amount == 0.0);
}

TEST_CASE("a plan is unchanged if its certificate would fail") {
    SmallStudy small = small_hub();
    const auto profiles = small.profiles();
    const planning::Program program = planning::build_program(small.study, profiles);
    lp::Solution solution = lp::solve(program.staircase, lp::plan_settings(1e-6), {});
    REQUIRE(solution.status == lp::Status::optimal);
    const auto wind = static_cast<Eigen::Index>(investment_of(*program.layout, small.study, "wind"));
    solution.k[wind] = 1e-9;
    const lp::Vector before = solution.k;
    small.study.planning.tolerance = 1e-15;  // no solution meets that tolerance
    planning::drop_negligible_investments(small.study, profiles, program, solution);
    CHECK((solution.k.array() == before.array()).all());
}
