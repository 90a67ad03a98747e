// Random studies: properties of every one of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

#include "random_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

TEST_CASE("balances, limits and costs of random studies") {
    for (unsigned seed = 1; seed <= 6; ++seed) {
        CAPTURE(seed);
        Draws draws(seed);
        const auto plants = draw_plants(draws);
        const SmallStudy small = draw_study(draws, plants);
        const Solved solved = small.solve();
        REQUIRE(solved.flat.optimal);
        const double cost = solved.flat.objective * solved.program.money_unit;
        CHECK(worst_imbalance(small.study, solved.plan) <= 1e-5);  // MW, of hundreds
        CHECK(solved.plan.objective == Approx(cost).epsilon(1e-9));
        CHECK(cost_from_figures(solved.plan) == Approx(cost).epsilon(1e-7));
        for (const auto& d : solved.plan.dispatch) {
            for (const double mw : d.interface_flow_mw.all()) CHECK(mw <= 70.0 + 1e-5);
            const auto generated = d.generation_mw.all(), available = d.available_mw.all();
            for (std::size_t i = 0; i < generated.size(); ++i) CHECK(generated[i] <= available[i] + 1e-5);
        }
        for (const auto& year : solved.plan.contracts) {
            CHECK(year[0].hourly_score_frac >= 0.5 - 1e-7);
            CHECK(year[0].annual_matching_frac >= 0.4 - 1e-7);
            CHECK(year[0].excess_mwh <= 0.5 * year[0].load_mwh * (1.0 + 1e-7));
        }
    }
}

TEST_CASE("the order of plants, and dividing a plant in two, change nothing") {
    for (unsigned seed = 1; seed <= 3; ++seed) {
        CAPTURE(seed);
        Draws draws(seed);
        auto plants = draw_plants(draws);
        const Draws before = draws;
        const double cost = draw_study(draws, plants).solve().plan.objective;
        std::reverse(plants.begin(), plants.end());
        draws = before;
        CHECK(draw_study(draws, plants).solve().plan.objective == Approx(cost).epsilon(1e-8));
        PlantSpec half =
            *std::find_if(plants.begin(), plants.end(), [](const PlantSpec& p) { return p.name == "base 1"; });
        half.capacity_mw *= 0.5;
        for (PlantSpec& plant : plants)
            if (plant.name == half.name) plant.capacity_mw *= 0.5;
        half.name = "other half";
        plants.push_back(half);
        draws = before;
        CHECK(draw_study(draws, plants).solve().plan.objective == Approx(cost).epsilon(1e-8));
    }
}

TEST_CASE("the price is the derivative of the cost with respect to demand") {
    // The optimum is piecewise linear and convex in demand: its slopes left and right enclose the dual.
    Draws draws(7);
    const auto plants = draw_plants(draws);
    const SmallStudy small = draw_study(draws, plants);
    const auto base = small.solve();
    REQUIRE(base.flat.optimal);
    const auto cost_with = [&](std::size_t region, std::size_t hour, double more_mw) {
        profiles::Profiles series = small.profiles();
        series.years[1].region_demand_mw(hour, region) += more_mw;
        const auto program = planning::build_program(small.study, series);
        return solve_with_clp(program.staircase).objective * program.money_unit;
    };
    for (std::size_t region = 0; region < 3; ++region)
        for (const std::size_t hour : {3u, 17u}) {
            const double step_mw = 0.01, discount = base.plan.discount_factor[1];
            const double up = (cost_with(region, hour, step_mw) - base.plan.objective) / step_mw / discount;
            const double down = (base.plan.objective - cost_with(region, hour, -step_mw)) / step_mw / discount;
            const double price = base.plan.dispatch[1].price_per_mwh(hour, region);
            CAPTURE(region);
            CAPTURE(hour);
            CHECK(price <= up + 1e-3);  // differences of costs near 1e6, to about 1e-11 of them
            CHECK(price >= down - 1e-3);
            CHECK(up - down >= -1e-3);
        }
}
