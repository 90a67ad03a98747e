// Energies and costs of a year's summary, on paper.
#include "operation_cases.hpp"

using namespace decawatt::tests::operation_cases;

TEST_CASE("energies, fuel, carbon, cycling and spill of a year") {
    // 50 MW of heat-led output, of which 20 MW are spilled in the first hour and 10 MW lack in the third; a store that
    // must not be used pays nothing, and one that moves 18 MWh for a day pays for what it gives.
    SmallStudy small;
    small.region("a", {30.0, 50.0, 60.0, 50.0});
    small.study.planning.spill_cost_per_mwh = 2.0;
    small.study.carbon_price_per_t = {{2030, 40.0}};
    small.weather_years({0.25, 0.75});
    small.plant({.name = "heat",
                 .capacity_mw = 50.0,
                 .variable_cost_per_mwh = 3.0,
                 .must_run_frac = 1.0,
                 .emission_t_per_mwh_thermal = 0.2,
                 .fuel_price = 20.0,
                 .efficiency_frac = 0.5});
    small.plant({.name = "dear", .capacity_mw = 50.0, .variable_cost_per_mwh = 100.0});
    const auto figures = [&] { return solved_of(small).plan.summary[0]; };
    const planning::YearSummary without = figures();
    CHECK(without.spill_mwh == Approx(20.0));
    CHECK(without.unserved_mwh == Approx(0.0));
    CHECK(without.fleet_generation_mwh[0] == Approx(200.0));
    CHECK(without.fleet_generation_mwh[1] == Approx(10.0));
    CHECK(without.fleet_emission_t[0] == Approx(0.4 * 200.0));
    CHECK(without.fleet_fuel_cost[0] == Approx(40.0 * 200.0));
    CHECK(without.fleet_carbon_cost[0] == Approx(40.0 * 80.0));
    CHECK(without.fleet_variable_cost[0] == Approx(3.0 * 200.0));
    CHECK(without.fleet_variable_cost[1] == Approx(1000.0));
    CHECK(without.emission_t == Approx(80.0));
    CHECK(without.operation_cost == Approx(8000.0 + 3200.0 + 600.0 + 1000.0 + 2.0 * 20.0));
    // A store takes the spilled 20 MWh and gives 0.9 × 0.5 of them: 9 MWh, at 5 each.
    small.store({.name = "battery",
                 .power_mw = 20.0,
                 .energy_mwh = 100.0,
                 .charge_efficiency_frac = 0.9,
                 .discharge_efficiency_frac = 0.5,
                 .cycling_cost_per_mwh = 5.0});
    const planning::YearSummary with = figures();
    CHECK(with.spill_mwh == Approx(0.0).scale(20.0));
    CHECK(with.fleet_generation_mwh[1] == Approx(1.0));
    CHECK(with.store_cycling_cost[0] == Approx(45.0));
    CHECK(with.operation_cost == Approx(8000.0 + 3200.0 + 600.0 + 100.0 + 45.0));
    CHECK(with.overlap_mwh == Approx(0.0).scale(20.0));
}

TEST_CASE("charging and discharging in one hour is reported as the smaller of both") {
    // At a negative price a battery burns 10 MW: of 20 MW of charge with losses on both sides.
    SmallStudy small;
    small.region("grid", {0.0, 0.0});
    small.market({.buy_price_per_mwh = {-20.0, -20.0}, .sell_limit_mw = 0.0});
    small.store({.name = "battery",
                 .power_mw = 20.0,
                 .energy_mwh = 50.0,
                 .charge_efficiency_frac = 0.8,
                 .discharge_efficiency_frac = 1.0});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.summary[0].overlap_mwh == Approx(2.0 * 16.0));  // 20 MW charged are 16 MW to give
    CHECK(solved.plan.summary[0].operation_cost == Approx(-20.0 * 2.0 * 4.0));
}
