// Steps of stated lengths: energies, costs, ramps, losses, targets and prices by the length of each.
#include "stated_steps.hpp"
#include "flexible_cases.hpp"
#include "lp/certificate.hpp"
#include "lp/interior_point.hpp"
#include "planning/analyses/infeasibility.hpp"
#include "tariff_cases.hpp"

using namespace decawatt::tests::tariff_cases;
using namespace decawatt::tests::stated_steps;

namespace {

SmallStudy with_lengths(const Lengths& hours) {
    SmallStudy small;
    state(hours, small.study);
    return small;
}

// A drawn study in steps of one to five hours, without what depends on how a step is divided: standing losses.
struct Drawn {
    SmallStudy small;
    Lengths hours;
};

Drawn drawn_study(unsigned seed, bool with_targets) {
    constexpr std::size_t kSteps = 12;
    Draws draws(seed, kSteps);
    Drawn drawn{with_targets ? draw_study_with_targets(draws) : draw_study(draws, draw_plants(draws)), {}};
    drawn.hours = draw_lengths(draws, kSteps);
    drawn.small.study.stores.standing_loss_frac_per_h.assign(2, 0.0);
    state(drawn.hours, drawn.small.study);
    return drawn;
}

model::StoreAgeing fading() {
    model::StoreAgeing ageing;
    ageing.chemistry = model::Chemistry::lfp;
    ageing.fade_frac_per_year = 0.02;
    ageing.fade_frac_per_full_cycle = 0.01;
    return ageing;
}

}  // namespace

TEST_CASE("a store and its losses by the length of each step") {
    // 40 MW of free wind in the first step of three hours, of which 30 MW are stored: 30 × 3 × 0.8 = 72 MWh. Of them
    // 0.9 are left after the next step, of one hour, all discharged: 64.8 MW. Gas gives the other 35.2 MWh at 100.
    SmallStudy small = with_lengths({3, 1, 2, 6});
    small.region("a", {10.0, 100.0, 0.0, 0.0});
    small.plant({.name = "gas", .capacity_mw = 50.0, .variable_cost_per_mwh = 100.0});
    small.plant({.name = "wind",
                 .capacity_mw = 40.0,
                 .technology = model::Technology::onshore,
                 .resource_frac = {1.0, 0.0, 0.0, 0.0}});
    small.store({.name = "store",
                 .power_mw = 80.0,
                 .energy_mwh = 500.0,
                 .charge_efficiency_frac = 0.8,
                 .standing_loss_frac_per_h = 0.1});
    const Solved solved = solved_of(small);
    const planning::YearDispatch& d = solved.plan.dispatch[0];
    CHECK(d.charge_mw(0, 0) == Approx(30.0));
    CHECK(d.content_mwh(0, 0) == Approx(72.0));
    CHECK(d.discharge_mw(1, 0) == Approx(64.8));
    CHECK(d.generation_mw(1, 0) == Approx(35.2));
    CHECK(solved.plan.objective == Approx(3520.0));
    CHECK(d.price_per_mwh(0, 0) == Approx(72.0));  // of a MWh, of which 0.8 × 0.9 arrives
    CHECK(d.price_per_mwh(1, 0) == Approx(100.0));
    const planning::YearSummary& s = solved.plan.summary[0];
    CHECK(s.region_demand_mwh[0] == Approx(10.0 * 3.0 + 100.0));
    CHECK(s.region_mean_price_per_mwh[0] == Approx((30.0 * 72.0 + 100.0 * 100.0) / 130.0));
    CHECK(d.axis.instant(3) - d.axis.instant(0) == 6 * base::kSecondsPerHour);
    CHECK_THROWS_AS(std::ignore = d.axis.step_h(), base::LogicError);
}

TEST_CASE("output changes by the limit from the middle of a step to that of the next") {
    // 10 MW an hour; the middles of steps of two, four and two hours are three hours apart.
    SmallStudy small = with_lengths({2, 4, 2});
    small.region("a", {20.0, 100.0, 100.0});
    small.plant({.name = "slow",
                 .capacity_mw = 100.0,
                 .variable_cost_per_mwh = 10.0,
                 .ramp = {.up_frac_per_h = 0.1, .down_frac_per_h = 0.5}});
    small.plant({.name = "quick", .capacity_mw = 100.0, .variable_cost_per_mwh = 90.0});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.dispatch[0].generation_mw(1, 0) == Approx(50.0));
    CHECK(solved.plan.dispatch[0].generation_mw(2, 0) == Approx(80.0));
    CHECK(solved.plan.objective == Approx(10.0 * (20.0 * 2.0 + 50.0 * 4.0 + 80.0 * 2.0) + 90.0 * (200.0 + 40.0)));
}

TEST_CASE("capacity to be built has the same limit, which differs from step to step") {
    // By 0.2 of K an hour: from 50 by 0.3 K to 80 in 1.5 h, and by as much as 0.6 K in the next 3 h.
    SmallStudy small = with_lengths({1, 2, 4});
    small.region("a", {50.0, 120.0, 120.0});
    small.plant({.name = "new", .variable_cost_per_mwh = 20.0, .build = may_build(100.0, 1.0), .ramp = {0.2, 1.0}});
    small.plant({.name = "dear", .capacity_mw = 200.0, .variable_cost_per_mwh = 70.0});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.capacity.fleet_mw(0, 0) == Approx(100.0).epsilon(1e-6));
    CHECK(solved.plan.dispatch[0].generation_mw(1, 0) == Approx(80.0).epsilon(1e-6));
    CHECK(solved.plan.dispatch[0].generation_mw(2, 0) == Approx(100.0).epsilon(1e-6));
}

TEST_CASE("a target counts energies, and its price is one of a MWh") {
    // A MW of sun gives 1 + 3 × 0.5 = 2.5 MWh; half of 40 MWh of load: 8 MW, at 5 a MW 2 a MWh, of which gas saves 1.
    SmallStudy small = with_lengths({1, 3});
    small.region("a", {0.0, 0.0});
    small.plant({.name = "gas", .capacity_mw = 50.0, .variable_cost_per_mwh = 1.0});
    const int contract = small.contract("deal", -1.0, 0.5);
    small.plant({.name = "sun",
                 .technology = model::Technology::solar,
                 .contract = contract,
                 .resource_frac = {1.0, 0.5},
                 .build = may_build(100.0, 5.0)});
    small.data_center({.name = "hub", .draw_mw = {10.0, 10.0}, .connection_mw = 20.0, .contract = contract});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.capacity.fleet_built_mw(0, 1) == Approx(8.0).epsilon(1e-6));
    CHECK(solved.plan.objective == Approx(8.0 * 5.0 + 20.0));
    CHECK(solved.plan.contracts[0][0].annual_matching_frac == Approx(0.5));
    CHECK(solved.plan.target_prices.annual_per_mwh(0, 0) == Approx(1.0).epsilon(1e-5));
}

TEST_CASE("a full hourly target has the price of the dearest MWh, whatever the step") {
    // A MW of wind at 6 gives 0.3 MWh in the second step, of three hours: 20 a MWh, less the gas at 5 that it saves.
    SmallStudy small = with_lengths({2, 3});
    small.region("a", {50.0, 50.0});
    small.plant({.name = "gas", .capacity_mw = 80.0, .variable_cost_per_mwh = 5.0});
    const int contract = small.contract("deal", 1.0);
    small.plant({.name = "wind",
                 .technology = model::Technology::onshore,
                 .contract = contract,
                 .resource_frac = {1.0, 0.1},
                 .build = may_build(1000.0, 6.0)});
    small.data_center({.name = "hub", .draw_mw = {10.0, 10.0}, .connection_mw = 20.0, .contract = contract});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.capacity.fleet_built_mw(0, 1) == Approx(100.0).epsilon(1e-6));
    CHECK(solved.plan.target_prices.hourly_per_mwh(0, 0) == Approx(15.0).epsilon(1e-5));
}

TEST_CASE("a demand charge is of the highest power, and energy of the length") {
    SmallStudy small = campus({10.0, 30.0}, 0.0);
    state({1, 3}, small.study);
    small.study.data_centers.connection_mw[0] = 40.0;
    small.demand_charge(small.tariff("service", 0), 7.0);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(5.0 * (10.0 + 90.0) + 7.0 * 30.0));
    CHECK(bill_of(solved, BillComponent::demand) == Approx(210.0));
}

TEST_CASE("steps of one length, stated or not, are one program") {
    Draws draws(7, 12);
    SmallStudy small = draw_study(draws, draw_plants(draws));
    small.study.horizon.step_s = 3 * base::kSecondsPerHour;
    small.study.horizon.hours_per_year = 36;
    const Solved regular = solved_of(small);
    small.study.horizon.step_s = base::kSecondsPerHour;
    state(Lengths(12, 3), small.study);
    const Solved stated = solved_of(small);
    CHECK(stated.plan.objective == Approx(regular.plan.objective).epsilon(1e-9));
    CHECK(stated.plan.summary[0].emission_t == Approx(regular.plan.summary[0].emission_t).epsilon(1e-9));
}

TEST_CASE("drawn studies cost what they cost in hours in which each step's values hold") {
    int solved = 0;
    for (unsigned seed = 1; seed <= 24; ++seed) {
        CAPTURE(seed);
        const Drawn drawn = drawn_study(seed, seed % 2 == 0);
        const Hourly fine = in_hours(drawn.small, drawn.hours);
        const planning::Program hours = planning::build_program(fine.study, fine.profiles);
        const FlatResult expected = solve_with_clp(hours.staircase);
        const Solved coarse = drawn.small.solve();
        CHECK(coarse.flat.optimal == expected.optimal);
        if (!expected.optimal) continue;
        ++solved;
        CHECK(coarse.plan.objective == Approx(expected.objective * hours.money_unit).epsilon(1e-7));
        CHECK(cost_from_figures(coarse.plan) == Approx(coarse.plan.objective).epsilon(1e-7));
        CHECK(worst_imbalance(drawn.small.study, coarse.plan) <= 1e-5);
        const lp::Solution own = lp::solve(coarse.program.staircase, tight(), {});
        REQUIRE(own.status == lp::Status::optimal);
        CHECK(own.certificate.primal_objective == Approx(coarse.flat.objective).epsilon(1e-6));
    }
    CHECK(solved >= 12);
}

TEST_CASE("drawn connections and ageing stores cost what they cost in hours") {
    int curtailed = 0;
    for (unsigned seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        constexpr std::size_t kSteps = 12;
        Draws draws(seed, kSteps);
        SmallStudy small = draw_study_with_connection(draws);
        model::ConnectionTerms& terms = small.study.data_centers.terms[0];
        if (terms.nonfirm.curtailment == model::Curtailment::stress_hours) continue;  // of whole steps
        terms.nonfirm.candidate_hours = std::numeric_limits<double>::infinity();
        terms.import_ramp_mw_per_h = std::numeric_limits<double>::infinity();
        small.study.stores.standing_loss_frac_per_h.assign(2, 0.0);
        if (seed % 2 == 0) small.study.stores.ageing.assign(2, fading());
        const Lengths hours = draw_lengths(draws, kSteps);
        state(hours, small.study);
        const Hourly fine = in_hours(small, hours);
        const planning::Program program = planning::build_program(fine.study, fine.profiles);
        const FlatResult expected = solve_with_clp(program.staircase);
        const Solved coarse = small.solve();
        REQUIRE(expected.optimal);
        REQUIRE(coarse.flat.optimal);
        CHECK(coarse.plan.objective == Approx(expected.objective * program.money_unit).epsilon(1e-7));
        CHECK(cost_from_figures(coarse.plan) == Approx(coarse.plan.objective).epsilon(1e-6));
        curtailed += terms.nonfirm.curtailment != model::Curtailment::none;
    }
    CHECK(curtailed >= 10);
}

TEST_CASE("what cannot be met is missed by the same energy as in hours") {
    int infeasible = 0;
    for (unsigned seed = 2; seed <= 60; seed += 2) {
        CAPTURE(seed);
        const Drawn drawn = drawn_study(seed, true);
        const Solved coarse = drawn.small.solve();
        if (coarse.flat.optimal) continue;
        ++infeasible;
        const Hourly fine = in_hours(drawn.small, drawn.hours);
        const planning::Program hours = planning::build_program(fine.study, fine.profiles);
        const auto expected = planning::explain(fine.study, fine.profiles, hours, {}, {}),
                   found = planning::explain(drawn.small.study, drawn.small.profiles(), coarse.program, {}, {});
        REQUIRE(found.status == lp::Status::optimal);
        CHECK(found.certificate.primal_objective == Approx(expected.certificate.primal_objective).epsilon(1e-4));
        REQUIRE(found.violations.size() == expected.violations.size());
        for (std::size_t i = 0; i < found.violations.size(); ++i)
            CHECK(found.violations[i].kind == expected.violations[i].kind);
        if (infeasible == 4) break;
    }
    CHECK(infeasible >= 2);
}

TEST_CASE("the dispatch of a plan in the same steps costs what the plan does") {
    for (const unsigned seed : {1U, 3U, 5U}) {
        CAPTURE(seed);
        Drawn drawn = drawn_study(seed, false);
        if (seed != 1U) drawn.small.study.stores.ageing.assign(2, fading());
        const Solved solved = drawn.small.solve();
        REQUIRE(solved.flat.optimal);
        const auto operation = operated(drawn.small, planning::fixed_plan(drawn.small.study, solved.plan));
        CHECK(operation.plan.objective == Approx(solved.plan.objective).epsilon(1e-5));
        CHECK(cost_from_figures(operation.plan) == Approx(operation.plan.objective).epsilon(1e-5));
    }
}

TEST_CASE("work waits for as many whole steps as its deadline holds") {
    // 100 MW for two, two and four hours at 100, 10 and 50. Within four hours 20 MW of the first step wait for the
    // second: 40 MWh at 10 instead of 100. What arrives later is done where it is cheapest already.
    SmallStudy small = flexible_cases::hub_at({100.0, 10.0, 50.0});
    flexible_cases::defer(small, {.frac = 0.2, .deadline_h = 4.0, .catch_up_frac = 1.0});
    state({2, 2, 4}, small.study);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(100.0 * (200.0 + 20.0 + 200.0) - 40.0 * 90.0));
    CHECK(solved.plan.dispatch[0].work_waiting_mwh(0, 0) == Approx(40.0));
    CHECK(solved.plan.summary[0].work_deferred_mwh[0] == Approx(40.0));
    small.study.reliability.deadline_h[0] = 1.0;
    CHECK(solved_of(small).plan.objective == Approx(42000.0));
}

TEST_CASE("a cap of power is limited in energy") {
    // Half of 100 MW may be cut, for the energy of one hour a year: 50 MWh, at 5 a MWh where energy costs 100. In a
    // step of two hours that is 25 MW.
    SmallStudy small = flexible_cases::hub_at({100.0, 20.0});
    small.study.flexible.cap = {
        {.frac = 0.5, .event_h = 1.0, .recovery_h = 4.0, .h_per_year = 1.0, .cost_per_mwh = 5.0}};
    state({2, 4}, small.study);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.dispatch[0].data_center_cut_mw(0, 0) == Approx(25.0));
    CHECK(solved.plan.objective == Approx(100.0 * (200.0 + 80.0) - 50.0 * 95.0));
}
