// Steps other than an hour: energies, ramps, losses and charges by the length of the step.
#include <doctest/doctest.h>

#include <cmath>
#include <numeric>

#include "planning/analyses/operate.hpp"
#include "planning/fixed_plan.hpp"
#include "small_study.hpp"

using namespace decawatt;
using namespace decawatt::tests;
using doctest::Approx;

namespace {

constexpr int kHourS = base::kSecondsPerHour;

SmallStudy with_steps(int step_s, std::size_t steps) {
    SmallStudy small;
    small.study.horizon.step_s = step_s;
    small.study.horizon.hours_per_year = static_cast<int>(steps) * step_s / kHourS;
    return small;
}

std::vector<double> repeated(const std::vector<double>& values, std::size_t times) {
    std::vector<double> all;
    for (const double value : values) all.insert(all.end(), times, value);
    return all;
}

// A hub behind a connection with a contract, a tariff and a store, which builds sun, battery and connection.
SmallStudy hub(std::size_t per_hour) {
    const std::vector<double> demand = {60.0, 90.0, 120.0, 80.0, 70.0, 60.0},
                              load = {20.0, 20.0, 30.0, 30.0, 20.0, 20.0}, sun = {0.0, 0.3, 0.9, 0.6, 0.1, 0.0};
    SmallStudy small = with_steps(kHourS / static_cast<int>(per_hour), demand.size() * per_hour);
    small.region("a", repeated(demand, per_hour));
    small.plant({.name = "coal",
                 .capacity_mw = 100.0,
                 .variable_cost_per_mwh = 30.0,
                 .emission_t_per_mwh_thermal = 0.3,
                 .fuel_price = 1.0,
                 .efficiency_frac = 0.4});
    small.plant({.name = "gas", .capacity_mw = 80.0, .variable_cost_per_mwh = 70.0});
    const int contract = small.contract("supply", 0.8, 0.85);
    small.plant({.name = "sun",
                 .technology = model::Technology::solar,
                 .contract = contract,
                 .resource_frac = repeated(sun, per_hour),
                 .build = may_build(150.0, 60.0)});
    small.store({.name = "battery",
                 .charge_efficiency_frac = 0.9,
                 .discharge_efficiency_frac = 0.95,
                 .cycling_cost_per_mwh = 1.0,
                 .contract = contract,
                 .build_power = may_build(50.0, 8.0),
                 .build_energy = may_build(200.0, 6.0)});
    const int center = small.data_center({.name = "hub",
                                          .draw_mw = repeated(load, per_hour),
                                          .connection_mw = 5.0,
                                          .contract = contract,
                                          .build = may_build(100.0, 9.0)});
    small.demand_charge(small.tariff("service", center), 11.0);
    small.study.planning.perspective = model::Perspective::campus;
    return small;
}

double energy_mwh(const base::Series& mw, std::size_t entity, const base::TimeAxis& axis) {
    const auto values = mw.of(entity);
    return std::accumulate(values.begin(), values.end(), 0.0) * axis.step_h();
}

}  // namespace

TEST_CASE("halved and quartered steps of constant hours give the same plan") {
    const Solved hours = hub(1).solve();
    REQUIRE(hours.flat.optimal);
    const double built = hours.plan.capacity.fleet_built_mw(0, 2);
    CHECK(built > 1.0);
    CHECK(hours.plan.capacity.store_energy_mwh(0, 0) > 1.0);
    for (const std::size_t per_hour : {2U, 4U}) {
        CAPTURE(per_hour);
        const Solved parts = hub(per_hour).solve();
        REQUIRE(parts.flat.optimal);
        CHECK(parts.plan.dispatch[0].axis.count == 6 * static_cast<std::int64_t>(per_hour));
        CHECK(parts.plan.objective == Approx(hours.plan.objective).epsilon(1e-8));
        CHECK(parts.plan.capacity.fleet_built_mw(0, 2) == Approx(built).epsilon(1e-6));
        CHECK(parts.plan.capacity.store_energy_mwh(0, 0) ==
              Approx(hours.plan.capacity.store_energy_mwh(0, 0)).epsilon(1e-6));
        CHECK(parts.plan.capacity.connection_mw(0, 0) == Approx(hours.plan.capacity.connection_mw(0, 0)).epsilon(1e-6));
        CHECK(cost_from_figures(parts.plan) == Approx(parts.plan.objective).epsilon(1e-8));
        const planning::YearDispatch &a = hours.plan.dispatch[0], &b = parts.plan.dispatch[0];
        CHECK(energy_mwh(b.demand_mw, 0, b.axis) == Approx(energy_mwh(a.demand_mw, 0, a.axis)));
        CHECK(parts.plan.summary[0].region_demand_mwh[0] == Approx(hours.plan.summary[0].region_demand_mwh[0]));
        CHECK(parts.plan.summary[0].data_center_energy_mwh[0] == Approx(140.0));
        CHECK(parts.plan.summary[0].emission_t == Approx(hours.plan.summary[0].emission_t).epsilon(1e-6));
        CHECK(parts.plan.summary[0].capacity_cost == Approx(hours.plan.summary[0].capacity_cost).epsilon(1e-6));
    }
}

TEST_CASE("a step of three hours holds three times the energy") {
    // 40 MW of free wind in one step of four; charging efficiency 0.8. Standing loss 0.1 an hour: 0.729 of the content
    // is left after a step. Charged 30 MW × 3 h × 0.8 = 72 MWh; a step later 52.488 MWh, all of it discharged:
    // 17.496 MW over three hours.
    SmallStudy small = with_steps(3 * kHourS, 4);
    small.region("a", {10.0, 30.0, 0.0, 0.0});
    small.plant({.name = "gas", .capacity_mw = 50.0, .variable_cost_per_mwh = 100.0});
    small.plant({.name = "wind",
                 .capacity_mw = 40.0,
                 .technology = model::Technology::onshore,
                 .resource_frac = {1.0, 0.0, 0.0, 0.0}});
    small.store({.name = "store",
                 .power_mw = 50.0,
                 .energy_mwh = 500.0,
                 .charge_efficiency_frac = 0.8,
                 .standing_loss_frac_per_h = 0.1});
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    const planning::YearDispatch& d = solved.plan.dispatch[0];
    CHECK(d.charge_mw(0, 0) == Approx(30.0));
    CHECK(d.content_mwh(0, 0) == Approx(72.0));
    CHECK(d.discharge_mw(1, 0) == Approx(17.496));
    CHECK(d.generation_mw(1, 0) == Approx(12.504));
    CHECK(solved.plan.objective == Approx(12.504 * 3.0 * 100.0));
    CHECK(d.price_per_mwh(1, 0) == Approx(100.0));  // of a MWh, not of a step
    CHECK(solved.plan.summary[0].region_demand_mwh[0] == Approx(120.0));
}

TEST_CASE("a ramp limit is a change in an hour, whatever the step") {
    // 0.4 of 100 MW an hour: 10 MW in a quarter of an hour, and without a limit that binds in three hours.
    const auto cost = [](int step_s, const std::vector<double>& demand_mw) {
        SmallStudy small = with_steps(step_s, demand_mw.size());
        small.region("a", demand_mw);
        small.plant({.name = "slow",
                     .capacity_mw = 100.0,
                     .variable_cost_per_mwh = 10.0,
                     .ramp = {.up_frac_per_h = 0.4, .down_frac_per_h = 0.4}});
        small.plant({.name = "quick", .capacity_mw = 100.0, .variable_cost_per_mwh = 90.0});
        const Solved solved = small.solve();
        REQUIRE(solved.flat.optimal);
        return solved.plan.objective;
    };
    // Quarters of 20, 40, 40, 20 MW: from 20 the slow plant reaches 30, and falls back from 30; 10 MW are short in two.
    CHECK(cost(900, {20.0, 40.0, 40.0, 20.0}) == Approx(0.25 * (20.0 + 30.0 + 30.0 + 20.0) * 10.0 + 0.5 * 10.0 * 90.0));
    CHECK(cost(3 * kHourS, {0.0, 100.0}) == Approx(3.0 * 100.0 * 10.0));
}

TEST_CASE("a window of a dispatch has whole steps, and half-hours are dispatched as hours are") {
    const auto dispatched = [](std::size_t per_hour) {
        SmallStudy small = hub(per_hour);
        const Solved solved = small.solve();
        planning::Foresight foresight;
        foresight.window_h = 3;
        foresight.step_h = 2;
        lp::Settings settings;
        settings.tolerance = 1e-8;
        return planning::operate(small.study, small.profiles(), planning::fixed_plan(small.study, solved.plan),
                                 foresight, settings, {})
            .plan;
    };
    const planning::Plan hours = dispatched(1), halves = dispatched(2);
    REQUIRE(hours.status == lp::Status::optimal);
    REQUIRE(halves.status == lp::Status::optimal);
    // Windows choose among equal optima, whose ends differ in what they leave to later windows.
    CHECK(halves.objective == Approx(hours.objective).epsilon(1e-3));
}
