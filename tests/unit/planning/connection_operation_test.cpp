// Connections in other weather, in windows, and where no plan exists; on paper.
#include "connection_cases.hpp"
#include "planning/analyses/infeasibility.hpp"

using namespace decawatt::tests::connection_cases;
using planning::LimitKind;

namespace {

constexpr double kSmall = 1e-3;  // of MW and MWh in the tens: an interior point of tolerance 1e-7

planning::Explanation explained(SmallStudy small) {
    small.study.data_centers.may_shed[0] = false;
    small.study.plants.capacity_mw[2] = 0.0;  // nothing stands behind the meter
    const profiles::Profiles series = small.profiles();
    return planning::explain(small.study, series, planning::build_program(small.study, series), tight(), {});
}

// A budget over eight hours, dear (60) and cheap (20) in turn: a MWh imported saves 30 and 70.
SmallStudy dear_and_cheap() {
    std::vector<double> demand;
    for (int t = 0; t < 8; ++t) demand.push_back(t % 2 == 0 ? 300.0 : 100.0);
    SmallStudy small = campus(demand);
    small.study.plants.variable_cost_per_mwh[1] = 60.0;
    terms_of(small).nonfirm.curtailment = Curtailment::budget;
    terms_of(small).nonfirm.hours_per_year = 4.0;
    return small;
}

const planning::Shortfall& budget_shortfall(const planning::Operation& operation) {
    for (const planning::Shortfall& shortfall : operation.plan.shortfalls)
        if (shortfall.kind == planning::TargetKind::curtailment) return shortfall;
    throw std::logic_error("a budget has a shortfall, of 0 where it is met");
}

}  // namespace

TEST_CASE("stress hours are those of the weather year") {
    SmallStudy small = campus({100.0, 130.0, 140.0, 90.0});
    small.plant({.name = "sun",
                 .capacity_mw = 60.0,
                 .technology = model::Technology::solar,
                 .resource_frac = {0.0, 0.0, 1.0, 0.0}});
    small.weather_years({0.25, 0.75});
    small.resource_factor = {1.0, 0.0};
    terms_of(small).nonfirm.curtailment = Curtailment::stress_hours;
    terms_of(small).nonfirm.hours_per_year = 1.0;
    const Solved solved = solved_of(small);
    check_series(imported(solved.plan, 0), {100.0, 40.0, 100.0, 100.0});
    check_series(imported(solved.plan, 1), {100.0, 100.0, 40.0, 100.0});
    const auto operation = operated(small, planning::fixed_plan(small.study, solved.plan));
    CHECK(operation.plan.objective == Approx(solved.plan.objective).epsilon(1e-6));
    check_series(imported(operation.plan, 1), {100.0, 100.0, 40.0, 100.0});
}

TEST_CASE("a plan with what it has built costs the same when it is operated") {
    SmallStudy small = campus({100.0, 300.0, 130.0, 100.0}, 30.0, 10.0);
    ConnectionTerms& terms = terms_of(small);
    terms.charge_per_mw_year = 10.0;
    terms.import_ramp_mw_per_h = 40.0;
    terms.nonfirm.curtailment = Curtailment::budget;
    terms.nonfirm.hours_per_year = 1.5;
    terms.nonfirm.build = may_build(50.0, 30.0);
    const Solved solved = solved_of(small);
    REQUIRE(solved.plan.capacity.nonfirm_built_mw(0, 0) > 1.0);
    const auto operation = operated(small, planning::fixed_plan(small.study, solved.plan));
    CHECK(operation.plan.objective == Approx(solved.plan.objective).epsilon(1e-6));
    CHECK(budget_shortfall(operation).amount == 0.0);
}

TEST_CASE("windows pay the budget's price for import in candidate hours") {
    const SmallStudy small = dear_and_cheap();
    planning::FixedPlan fixed = plan_of(small);
    REQUIRE(fixed.data_centers == std::vector<std::string>{"hub"});
    fixed.prices.curtailment_per_mwh(0, 0) = 50.0;
    const auto paid = operated(small, fixed, windows(2, 2));
    check_series(imported(paid.plan), {40.0, 100.0, 40.0, 100.0, 40.0, 100.0, 40.0, 100.0});
    CHECK(budget_shortfall(paid).amount == 0.0);
    CHECK(paid.plan.target_prices.curtailment_per_mwh(0, 0) == 50.0);

    fixed.data_centers.clear();  // a plan that knows no price: nothing is given up, and 4 hours of 60 MW are missed
    const auto unpaid = operated(small, fixed, windows(2, 2));
    CHECK(budget_shortfall(unpaid).amount == Approx(240.0).epsilon(kSmall));
    CHECK(budget_shortfall(unpaid).missed_frac == Approx(1.0).epsilon(kSmall));
    CHECK(budget_shortfall(unpaid).data_center == 0);
}

TEST_CASE("windows keep the ramp of import, and spill what cannot fall fast enough") {
    std::vector<double> demand;
    for (int t = 0; t < 24; ++t) demand.push_back(t % 6 < 3 ? 100.0 : 300.0);  // import is cheap, then dear
    SmallStudy small = campus(demand, 100.0, 0.0);
    terms_of(small).import_ramp_mw_per_h = 30.0;
    const planning::FixedPlan fixed = plan_of(small);
    for (const Foresight& foresight : {windows(6, 3), windows(1, 1)}) {
        CAPTURE(foresight.window_h);
        const auto operation = operated(small, fixed, foresight);
        const std::vector<double> mw = imported(operation.plan);
        for (std::size_t t = 1; t < mw.size(); ++t) CHECK(std::abs(mw[t] - mw[t - 1]) <= 30.0 + kSmall);
        CHECK(worst_imbalance(small.study, operation.plan) <= kSmall);
    }
    // A load that falls from 100 to 20 MW in an hour that a window does not see: 70 and 40 MW come in all the same.
    SmallStudy falls = campus({100.0, 100.0, 100.0, 100.0}, 100.0, 0.0);
    terms_of(falls).import_ramp_mw_per_h = 30.0;
    profiles::Profiles series = falls.profiles();
    for (const std::size_t t : {1u, 2u}) series.years[0].data_center_mw(t, 0) = 20.0;
    const auto program = planning::build_program(falls.study, series);
    const planning::Plan plan =
        planning::read_plan(falls.study, series, program, solve_with_clp(program.staircase).solution);
    const auto operation =
        planning::operate(falls.study, series, planning::fixed_plan(falls.study, plan), windows(1, 1), tight(), {});
    REQUIRE(operation.plan.status == lp::Status::optimal);
    CHECK(operation.plan.dispatch[0].data_center_spill_mw(1, 0) == Approx(50.0).epsilon(kSmall));
    CHECK(operation.plan.dispatch[0].data_center_spill_mw(2, 0) == Approx(20.0).epsilon(kSmall));
}

TEST_CASE("without a plan: import in curtailed hours is what stands in the way") {
    SmallStudy small = campus({100.0, 130.0, 100.0, 100.0});
    terms_of(small).nonfirm.curtailment = Curtailment::stress_hours;
    terms_of(small).nonfirm.hours_per_year = 1.0;
    const auto explanation = explained(small);
    CHECK(explanation.proven_infeasible);
    REQUIRE(explanation.violations.size() == 1);
    const auto& v = explanation.violations[0];
    CHECK(v.kind == LimitKind::curtailment);
    CHECK(v.name == "hub");
    CHECK(v.amount == Approx(60.0).epsilon(kSmall));
    REQUIRE(v.worst_hours.size() == 1);
    CHECK(v.worst_hours[0].mw == Approx(60.0).epsilon(kSmall));
    CHECK(v.worst_hours[0].time_utc_s == base::utc_of_date(2030, 1, 1, 0) + 3600);
}

TEST_CASE("without a plan: a budget that the load leaves nothing of") {
    SmallStudy small = campus({100.0, 100.0, 100.0, 100.0});
    terms_of(small).nonfirm.curtailment = Curtailment::budget;
    terms_of(small).nonfirm.hours_per_year = 2.0;
    const auto explanation = explained(small);
    REQUIRE(explanation.violations.size() == 1);
    const auto& v = explanation.violations[0];
    CHECK(v.kind == LimitKind::curtailment);
    CHECK(v.requested == 2.0);
    CHECK(v.reachable == Approx(0.0).epsilon(kSmall));
    CHECK(v.amount == Approx(120.0).epsilon(kSmall));
}

TEST_CASE("without a plan: a load that changes faster than import may") {
    SmallStudy small = campus({100.0, 100.0, 100.0, 100.0}, 100.0, 0.0);
    small.study.data_centers.may_shed[0] = false;
    small.study.plants.capacity_mw[2] = 0.0;
    terms_of(small).import_ramp_mw_per_h = 30.0;
    profiles::Profiles series = small.profiles();
    series.years[0].data_center_mw(1, 0) = 40.0;
    const auto explanation =
        planning::explain(small.study, series, planning::build_program(small.study, series), tight(), {});
    REQUIRE(explanation.violations.size() == 1);
    const auto& v = explanation.violations[0];
    CHECK(v.kind == LimitKind::import_ramp);
    CHECK(v.requested == 30.0);
    CHECK(v.reachable == Approx(60.0).epsilon(kSmall));
    CHECK(v.amount == Approx(60.0).epsilon(kSmall));  // 30 MW down and 30 MW up
}

TEST_CASE("without a plan: a connection that comes a year late") {
    SmallStudy small = campus({100.0, 100.0, 100.0, 100.0}, 100.0, 0.0, 2);
    terms_of(small).first_year = terms_of(small).nonfirm.first_year = 2031;
    const auto explanation = explained(small);
    REQUIRE(explanation.violations.size() == 1);
    const auto& v = explanation.violations[0];
    CHECK(v.kind == LimitKind::connection_import);
    CHECK(v.year == 2030);
    CHECK(v.requested == 0.0);
    CHECK(v.reachable == Approx(100.0).epsilon(kSmall));
    CHECK(v.amount == Approx(400.0).epsilon(kSmall));
}
