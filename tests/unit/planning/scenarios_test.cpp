// One sizing for several futures, solved on paper and by Clp.
#include "planning/scenarios.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <functional>
#include <vector>

#include "agreement_cases.hpp"
#include "base/error.hpp"
#include "flexible_cases.hpp"
#include "lp/certificate.hpp"
#include "planning/layout.hpp"
#include "random_study.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

struct Future {
    SmallStudy small;
    double probability;
};

struct SolvedFutures {
    planning::ScenarioProgram program;
    FlatResult flat;
    std::vector<planning::Plan> plans;  // by scenario

    double objective() const { return flat.objective * program.scenarios()[0].program.money_unit; }
};

SolvedFutures solve(const std::vector<Future>& futures) {
    std::vector<planning::Scenario> scenarios;
    std::vector<profiles::Profiles> series;
    series.reserve(futures.size());
    for (std::size_t s = 0; s < futures.size(); ++s) {
        const model::Study &study = futures[s].small.study, &base = futures[0].small.study;
        series.push_back(futures[s].small.profiles());
        const std::string name = "future " + std::to_string(s);
        scenarios.push_back({name, futures[s].probability,
                             s == 0 ? planning::build_program(study, series[s])
                                    : planning::build_scenario(study, series[s], name, base, scenarios[0].program)});
    }
    SolvedFutures solved{planning::ScenarioProgram(std::move(scenarios)), {}, {}};
    solved.flat = solve_with_clp(solved.program.joint());
    for (std::size_t s = 0; s < futures.size(); ++s)
        solved.plans.push_back(planning::read_values(futures[s].small.study, series[s],
                                                     solved.program.scenarios()[s].program,
                                                     solved.program.of_scenario(s, solved.flat.solution)));
    return solved;
}

// One hour, one plant to build at 500 per MW, unserved energy at 1,000.
SmallStudy newsvendor(double demand_mw) {
    SmallStudy small;
    small.region("a", {demand_mw});
    small.plant({.name = "new", .build = may_build(100.0, 500.0)});
    return small;
}

SmallStudy random_small(unsigned seed) {
    Draws draws(seed);
    const std::vector<PlantSpec> plants = draw_plants(draws);
    return draw_study(draws, plants);
}

double built(const planning::Plan& plan) {
    double mw = 0.0;
    for (const auto& build : plan.builds) mw += build.amount;
    return mw;
}

}  // namespace

TEST_CASE("capacity is built where the probability that it is needed pays for it") {
    // The MW above 10 serve in the second future alone and save 1,000 there: worth building from a probability of 0.5.
    for (const double second : {0.4, 0.6}) {
        CAPTURE(second);
        const SolvedFutures solved = solve({{newsvendor(10.0), 1.0 - second}, {newsvendor(20.0), second}});
        REQUIRE(solved.flat.optimal);
        const double mw = second > 0.5 ? 20.0 : 10.0;
        CHECK(built(solved.plans[0]) == Approx(mw));
        CHECK(built(solved.plans[1]) == Approx(mw));
        CHECK(solved.plans[1].dispatch[0].unserved_mw(0, 0) == Approx(20.0 - mw));
        CHECK(solved.plans[0].objective == Approx(500.0 * mw));
        CHECK(solved.plans[1].objective == Approx(500.0 * mw + 1000.0 * (20.0 - mw)));
        CHECK(solved.objective() == Approx(500.0 * mw + second * 1000.0 * (20.0 - mw)));
        // Prices are those within a future: unserved energy costs 1,000 in it, whatever its probability.
        if (second < 0.5) CHECK(solved.plans[1].dispatch[0].price_per_mwh(0, 0) == Approx(1000.0));
    }
}

TEST_CASE("what comes late is paid for, and serves from its first year in service on") {
    const auto years = [](int first_year) {
        SmallStudy small(3);
        small.region("a", {10.0});
        small.plant({.name = "new", .build = may_build(100.0, 300.0, 3.0)});  // 100 a year
        small.study.plants.build[0].first_year = first_year;
        return small;
    };
    // Built in 2030 in both futures; late, its 10 MW stand from 2032 on: 20 MWh unserved, and three annuities all the
    // same. To build in 2031 or 2032 instead would lose more in the future in which nothing is late.
    const SolvedFutures solved = solve({{years(2030), 0.5}, {years(2032), 0.5}});
    REQUIRE(solved.flat.optimal);
    CHECK(solved.plans[0].capacity.fleet_mw(0, 0) == Approx(10.0));
    CHECK(solved.plans[1].capacity.fleet_mw(0, 0) == 0.0);
    CHECK(solved.plans[1].capacity.fleet_built_mw(0, 0) == Approx(10.0));
    CHECK(solved.plans[1].capacity.fleet_mw(2, 0) == Approx(10.0));
    CHECK(solved.plans[0].objective == Approx(3.0 * 100.0 * 10.0));
    CHECK(solved.plans[1].objective == Approx(3.0 * 100.0 * 10.0 + 2.0 * 10.0 * 1000.0));
    CHECK(solved.plans[1].dispatch[1].unserved_mw(0, 0) == Approx(10.0));
    CHECK(solved.plans[1].dispatch[2].unserved_mw(0, 0) == Approx(0.0));
    CHECK(cost_from_figures(solved.plans[1]) == Approx(solved.plans[1].objective));
}

TEST_CASE("equal futures give the plan of one; a future by itself is the study") {
    for (unsigned seed = 1; seed <= 8; ++seed) {
        CAPTURE(seed);
        const SmallStudy small = random_small(seed);
        const Solved alone = small.solve();
        if (!alone.flat.optimal) continue;
        const SolvedFutures one = solve({{small, 1.0}}), two = solve({{small, 0.3}, {small, 0.7}});
        REQUIRE(one.flat.optimal);
        REQUIRE(two.flat.optimal);
        CHECK(one.flat.objective == Approx(alone.flat.objective).epsilon(1e-9));
        CHECK(two.flat.objective == Approx(alone.flat.objective).epsilon(1e-7));
        CHECK(0.3 * two.plans[0].objective + 0.7 * two.plans[1].objective == Approx(two.objective()).epsilon(1e-7));
        for (const planning::Plan& plan : two.plans) CHECK(worst_imbalance(small.study, plan) <= 1e-6);
    }
}

TEST_CASE("no plan for several futures costs less than knowing the future, and none more than the first one's plan") {
    int different = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        const SmallStudy small = random_small(seed);
        SmallStudy dear = small;
        for (auto& option : dear.study.plants.variable_cost_per_mwh) option *= 1.7;
        const Solved first = small.solve(), second = dear.solve();
        if (!first.flat.optimal || !second.flat.optimal) continue;
        const SolvedFutures both = solve({{small, 0.5}, {dear, 0.5}});
        REQUIRE(both.flat.optimal);
        const double known = 0.5 * first.plan.objective + 0.5 * second.plan.objective;
        CHECK(both.objective() >= known * (1.0 - 1e-9) - 1e-6);
        different += both.objective() > known * (1.0 + 1e-6);
    }
    CHECK(different >= 3);
}

TEST_CASE("a future that builds something else is refused by name") {
    const SmallStudy base = newsvendor(10.0);
    const auto message = [&](const std::function<void(model::Study&)>& change) {
        Future other{newsvendor(20.0), 0.5};
        change(other.small.study);
        try {
            (void)solve({{base, 0.5}, other});
        } catch (const base::InputError& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    CHECK(message([](model::Study& study) { study.plants.build[0].capex = 600.0; }) ==
          "scenarios.csv: future 1: found plant new: another expansion option than in the study, expected the same "
          "limits, costs and life, and a first year that is not before the study's");
    CHECK(message([](model::Study& study) { study.plants.build[0].first_year -= 1; }).find("first year") !=
          std::string::npos);
    CHECK(message([](model::Study&) {}).empty());
}

TEST_CASE("flexible work is decided in each scenario") {
    SmallStudy soon = flexible_cases::hub_at({50.0, 10.0, 50.0, 60.0, 90.0, 5.0}), late = soon;
    flexible_cases::defer(soon, {.frac = 0.2, .deadline_h = 1.0, .catch_up_frac = 0.5});
    flexible_cases::defer(late, {.frac = 0.2, .deadline_h = 4.0, .catch_up_frac = 0.5});
    const double cost_soon = flexible_cases::cost_of(soon), cost_late = flexible_cases::cost_of(late);
    CHECK(cost_late < cost_soon - 1.0);
    const SolvedFutures solved = solve({{soon, 0.25}, {late, 0.75}});
    REQUIRE(solved.flat.optimal);
    CHECK(solved.objective() == Approx(0.25 * cost_soon + 0.75 * cost_late).epsilon(1e-9));
    CHECK(solved.plans[0].objective == Approx(cost_soon).epsilon(1e-9));
    CHECK(solved.plans[1].objective == Approx(cost_late).epsilon(1e-9));
}

TEST_CASE("a scenario keeps its own target where virtual agreements alone count in it") {
    // A MW costs 5 and counts 2 MWh of 40: 5 MW for a quarter, 10 MW for half.
    const auto hub = [](double annual) {
        SmallStudy small = agreement_cases::hub_on_a_market(-1.0, annual, {10.0, 30.0, 50.0, 20.0});
        agreement_cases::buy(small, agreement_cases::sun(small, 0),
                             {.kind = model::AgreementKind::virtual_power, .price_per_mwh = 40.0, .max_mw = 15.0});
        return small;
    };
    const SolvedFutures solved = solve({{hub(0.25), 0.5}, {hub(0.5), 0.5}});
    REQUIRE(solved.flat.optimal);
    CHECK(solved.objective() == Approx(1100.0 + 10.0 * 5.0));
    CHECK(solved.plans[1].contracts[0][0].annual_matching_frac == Approx(0.5));
    CHECK(solved.plans[0].target_prices.annual_per_mwh(0, 0) == Approx(0.0));
    CHECK(solved.plans[1].target_prices.annual_per_mwh(0, 0) == Approx(5.0));  // half of it bears the cost of both
}

TEST_CASE("the least of a variable is the lowest of its values in the scenarios") {
    const SolvedFutures solved = solve({{newsvendor(60.0), 0.5}, {newsvendor(40.0), 0.3}, {newsvendor(80.0), 0.2}});
    REQUIRE(solved.program.joint().border.size() == 1);
    CHECK(solved.program.least_of({{60.0}, {40.0}, {80.0}}) == std::vector<double>{40.0});
    CHECK(solved.program.least_of({{30.0}, {40.0}, {80.0}}) == std::vector<double>{30.0});
}
