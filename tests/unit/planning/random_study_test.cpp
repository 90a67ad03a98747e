// Studies drawn at random: what holds for every one of them. The draws are mt19937's own integers, the same on every
// machine.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>

#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

constexpr std::size_t kHours = 30;

class Draws {
  public:
    explicit Draws(unsigned seed) : engine_(seed) {}
    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(engine_()) / 4294967295.0;
    }
    std::vector<double> series(double low, double high) {
        std::vector<double> values(kHours);
        for (double& value : values) value = between(low, high);
        return values;
    }

  private:
    std::mt19937 engine_;
};

std::vector<PlantSpec> draw_plants(Draws& draws) {
    std::vector<PlantSpec> plants;
    for (int r = 0; r < 3; ++r) {
        const std::string place = std::array{" 0", " 1", " 2"}[static_cast<std::size_t>(r)];
        plants.push_back({.name = "base" + place,
                          .capacity_mw = draws.between(50.0, 300.0),
                          .variable_cost_per_mwh = 5.0,
                          .technology = model::Technology::nuclear,
                          .region = r,
                          .must_run_frac = 0.6});
        plants.push_back({.name = "gas" + place,
                          .capacity_mw = draws.between(50.0, 200.0),
                          .variable_cost_per_mwh = 2.0,
                          .region = r,
                          .emission_t_per_mwh_thermal = 0.2,
                          .fuel_price = draws.between(20.0, 40.0),
                          .efficiency_frac = 0.5});
        plants.push_back({.name = "sun" + place,
                          .capacity_mw = 80.0,
                          .technology = model::Technology::solar,
                          .region = r,
                          .resource_frac = draws.series(0.0, 1.0),
                          .build = may_build(150.0, draws.between(100.0, 900.0))});
    }
    plants.push_back({.name = "contracted wind",
                      .technology = model::Technology::onshore,
                      .region = 1,
                      .contract = 0,
                      .resource_frac = draws.series(0.0, 1.0),
                      .build = may_build(900.0, 600.0)});
    plants.push_back(
        {.name = "own engine", .capacity_mw = 10.0, .variable_cost_per_mwh = 95.0, .behind = 0, .contract = 0});
    return plants;
}

// Three regions in a ring, stores, a data centre with a plant and a store behind its connection, another one folded, a
// contract.
SmallStudy draw_study(Draws& draws, const std::vector<PlantSpec>& plants) {
    SmallStudy small(2);
    small.study.discount_rate = 0.05;
    small.study.planning.spill_cost_per_mwh = 2.0;
    for (const char* name : {"a", "b", "c"}) small.region(name, draws.series(100.0, 400.0));
    small.contract("deal", 0.5, 0.4, 0.5, 0.2);
    small.data_center({.name = "node",
                       .draw_mw = draws.series(40.0, 90.0),
                       .connection_mw = 60.0,
                       .contract = 0,
                       .build = may_build(20.0, 50.0)});
    small.data_center({.name = "folded", .draw_mw = draws.series(40.0, 60.0), .connection_mw = 55.0, .region = 2});
    for (const PlantSpec& plant : plants) small.plant(plant);
    small.store({.name = "dam",
                 .power_mw = 30.0,
                 .energy_mwh = 150.0,
                 .charge_efficiency_frac = 0.9,
                 .discharge_efficiency_frac = 0.88,
                 .standing_loss_frac_per_h = 0.001,
                 .cycling_cost_per_mwh = 1.0,
                 .region = 1});
    small.store({.name = "battery",
                 .charge_efficiency_frac = 0.95,
                 .discharge_efficiency_frac = 0.95,
                 .cycling_cost_per_mwh = 0.5,
                 .behind = 0,
                 .contract = 0,
                 .build_power = may_build(50.0, 20.0),
                 .build_energy = may_build(200.0, 15.0)});
    small.line(0, 1, 60.0);
    const int bc = small.line(1, 2, 80.0, 0.03, may_build(40.0, 300.0));
    const int ca = small.line(2, 0, 50.0, 0.0, may_build(40.0, 200.0));
    small.interface({{static_cast<model::LineIndex>(bc), 1.0}, {static_cast<model::LineIndex>(ca), -1.0}}, 70.0);
    return small;
}

}  // namespace

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

TEST_CASE("the order of plants, and one plant cut in two, change nothing") {
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

TEST_CASE("the price is the derivative of the cost by demand") {
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
