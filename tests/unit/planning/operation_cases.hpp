// Cases of the tests of operation: a plan, other weather, limited foresight.
#pragma once

#include "planning/analyses/operate.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <tuple>

#include "base/error.hpp"
#include "parallel/blocks.hpp"
#include "random_study.hpp"
#include "small_study.hpp"

namespace decawatt::tests::operation_cases {

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;
using planning::Foresight;

inline lp::Settings tight() {
    lp::Settings settings;
    settings.tolerance = 1e-7;
    return settings;
}

// The optimal plan; its balances and its costs by year agree with the program.
inline Solved solved_of(const SmallStudy& small) {
    Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    CHECK(worst_imbalance(small.study, solved.plan) <= 1e-6);
    CHECK(cost_from_figures(solved.plan) == Approx(solved.flat.objective * solved.program.money_unit).epsilon(1e-9));
    return solved;
}

inline planning::Operation operated(const SmallStudy& small, const planning::FixedPlan& fixed,
                                    Foresight foresight = {}) {
    auto operation = planning::operate(small.study, small.profiles(), fixed, foresight, tight(), {});
    REQUIRE_MESSAGE(operation.plan.status == lp::Status::optimal, operation.plan.message);
    return operation;
}

inline Foresight windows(int window_h, int step_h, bool values_content = false) {
    Foresight foresight;
    foresight.window_h = window_h;
    foresight.step_h = step_h;
    foresight.values_content = values_content;
    return foresight;
}

// Demand 100, 100, 100, 150; 120 MW at 10, the rest at 100; a battery of 50 MW and 50 MWh that loses a tenth an hour.
inline SmallStudy peak() {
    SmallStudy small;
    small.region("a", {100.0, 100.0, 100.0, 150.0});
    small.plant({.name = "cheap", .capacity_mw = 120.0, .variable_cost_per_mwh = 10.0});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 100.0});
    small.store({.name = "battery", .power_mw = 50.0, .energy_mwh = 50.0, .standing_loss_frac_per_h = 0.1});
    return small;
}

inline planning::FixedPlan plan_of(const SmallStudy& small) {
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    return planning::fixed_plan(small.study, solved.plan);
}

// A hub whose contract requires clean energy, with sun and a battery to be built for it, and an emission cap.
inline SmallStudy hub(double hourly) {
    SmallStudy small(2);
    std::vector<double> demand, draw, sun;
    for (int t = 0; t < 48; ++t) {
        const double height = std::sin((t % 24 - 6) * 3.14159265358979 / 12.0);
        demand.push_back(200.0 + 3.0 * (t % 7));
        draw.push_back(60.0 + t % 5);
        sun.push_back(std::max(0.0, height) * (t < 24 ? 1.0 : 0.6));
    }
    small.region("a", demand);
    small.contract("deal", hourly, -1.0, 0.8, 0.2);
    small.data_center({.name = "hub", .draw_mw = draw, .connection_mw = 100.0, .contract = 0});
    small.plant(
        {.name = "gas", .capacity_mw = 250.0, .variable_cost_per_mwh = 30.0, .emission_t_per_mwh_thermal = 0.5});
    small.plant({.name = "oil", .capacity_mw = 200.0, .variable_cost_per_mwh = 90.0});
    small.plant({.name = "sun",
                 .technology = model::Technology::solar,
                 .contract = 0,
                 .resource_frac = sun,
                 .build = may_build(400.0, 20000.0, 10.0)});
    small.store({.name = "battery",
                 .charge_efficiency_frac = 0.95,
                 .discharge_efficiency_frac = 0.95,
                 .cycling_cost_per_mwh = 1.0,
                 .contract = 0,
                 .build_power = may_build(400.0, 2000.0, 10.0),
                 .build_energy = may_build(2000.0, 2000.0, 10.0)});
    return small;
}

// The objective once targets have prices: cost, and the payments for deficit and excess.
inline double priced_cost(const planning::Plan& plan, const planning::TargetPrices& prices, double grid_clean) {
    double sum = plan.objective;
    for (std::size_t y = 0; y < plan.years.size(); ++y)
        for (std::size_t c = 0; c < plan.contracts[y].size(); ++c)
            sum += plan.discount_factor[y] *
                   (prices.hourly_per_mwh(y, c) * (1.0 - grid_clean) * plan.contracts[y][c].deficit_mwh +
                    prices.excess_per_mwh(y, c) * plan.contracts[y][c].excess_mwh -
                    prices.annual_per_mwh(y, c) * plan.contracts[y][c].clean_mwh);
    return sum;
}

}  // namespace decawatt::tests::operation_cases
