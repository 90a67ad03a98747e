// Tariffs in the operation of a plan, by whole years and by windows.
#include "tariff_cases.hpp"

using namespace decawatt::tests::tariff_cases;

TEST_CASE("windows remember the peak that a month has reached") {
    // The peak of 10 falls to 7, and hours of 8 need a MW to stay there: a forgotten peak would cost more cycling.
    std::vector<double> load(48, 0.0);
    for (std::size_t t = 0; t < load.size(); ++t) load[t] = t == 6 ? 10.0 : t % 12 == 9 ? 8.0 : 1.0;
    SmallStudy small = campus(load, 3.0, 3.0);
    small.study.stores.cycling_cost_per_mwh = {1.0};
    small.demand_charge(small.tariff("peaks", 0), 100.0);
    const Solved solved = solved_of(small);
    const double load_mwh = 10.0 + 4.0 * 8.0 + 43.0;
    CHECK(solved.plan.objective == Approx(5.0 * load_mwh + 700.0 + 3.0 + 4.0 * 1.0));
    for (const bool values_content : {false, true}) {
        CAPTURE(values_content);
        const auto operation =
            operated(small, planning::fixed_plan(small.study, solved.plan), windows(12, 6, values_content));
        CHECK(operation.plan.summary[0].bills[0][0].peak_mw == Approx(7.0).epsilon(1e-4));
        CHECK(operation.plan.objective == Approx(solved.plan.objective).epsilon(1e-4));
    }
}

TEST_CASE("operation by whole years decides the ratchet; by windows it is billed and left out of the cost") {
    SmallStudy small = two_months(10.0, 6.0, 4.0);
    small.demand_charge(small.tariff("ratchet", 0), 100.0, 0, 23, 0.8);
    const Solved solved = solved_of(small);
    const auto fixed = planning::fixed_plan(small.study, solved.plan);
    for (const bool windowed : {false, true}) {
        CAPTURE(windowed);
        const auto operation = operated(small, fixed, windowed ? windows(24 * 31, 24 * 31, true) : Foresight{});
        const double february_mw = windowed ? 2.0 : 4.8;
        CHECK(operation.plan.objective == Approx(16.0 * 5.0 + (6.0 + february_mw) * 100.0).epsilon(1e-5));
        CHECK(cost_from_figures(operation.plan) == Approx(operation.plan.objective).epsilon(1e-6));
        double billed = 0.0;
        for (const auto& month : operation.plan.summary[0].bills[0])
            billed += cost_of(month, BillComponent::demand) + cost_of(month, BillComponent::minimum);
        CHECK(billed == Approx((6.0 + 4.8) * 100.0).epsilon(1e-5));
    }
}

TEST_CASE("the certificate of an operation counts a minimum take beside a ratchet once") {
    SmallStudy small = two_months(10.0, 6.0, 4.0);
    small.demand_charge(small.tariff("both", 0), 100.0, 0, 23, 0.8, 0.3);  // 6 MW of 20 at least in both months
    const auto operation = operated(small, planning::fixed_plan(small.study, solved_of(small).plan));
    CHECK(operation.plan.objective == Approx(16.0 * 5.0 + 2.0 * 6.0 * 100.0).epsilon(1e-5));
    CHECK(operation.plan.certificate.primal_objective == Approx(operation.plan.objective).epsilon(1e-9));
    CHECK(operation.plan.certificate.dual_objective == Approx(operation.plan.objective).epsilon(1e-5));
}

TEST_CASE("a ratchet is decided beside a cap that is missed") {
    SmallStudy small = two_months(10.0, 6.0, 4.0);
    small.demand_charge(small.tariff("ratchet", 0), 100.0, 0, 23, 0.8);
    small.study.data_centers.may_shed = {false};
    small.study.markets.emission_t_per_mwh = {0.5};
    const auto fixed = planning::fixed_plan(small.study, solved_of(small).plan);
    small.study.emission_cap_t = {{2030, 5.0}};
    const auto operation = operated(small, fixed);
    REQUIRE(operation.plan.shortfalls.size() == 1);
    CHECK(operation.plan.shortfalls[0].amount == Approx(16.0 * 0.5 - 5.0).epsilon(1e-5));
    CHECK(operation.plan.objective == Approx(16.0 * 5.0 + (6.0 + 4.8) * 100.0).epsilon(1e-5));
}

// Peaks that are constant over a month beside a penalty far above all prices are badly conditioned. Before the solver
// kept its target above the accuracy of the residuals, 13 of these 48 ended without a certificate; how many of the last
// do depends on rounding, and so on the processor: none with AVX-512, three with SSE2.
TEST_CASE("operation with a ratchet and a missed cap is solved") {
    int unsolved = 0;
    for (const double ratchet_frac : {0.3, 0.6, 0.8, 0.95})
        for (const double cap_t : {0.5, 2.0, 5.0, 7.5})
            for (const double charge : {1.0, 100.0, 3000.0}) {
                CAPTURE(ratchet_frac);
                CAPTURE(cap_t);
                CAPTURE(charge);
                SmallStudy small = two_months(10.0, 6.0, 4.0);
                small.demand_charge(small.tariff("ratchet", 0), charge, 0, 23, ratchet_frac);
                small.study.data_centers.may_shed = {false};
                small.study.markets.emission_t_per_mwh = {0.5};
                const auto fixed = planning::fixed_plan(small.study, solved_of(small).plan);
                small.study.emission_cap_t = {{2030, cap_t}};
                const auto operation =
                    planning::operate(small.study, small.profiles(), fixed, {}, lp::plan_settings(1e-6), {});
                if (operation.plan.status != lp::Status::optimal) {
                    ++unsolved;
                    continue;
                }
                REQUIRE(operation.plan.shortfalls.size() == 1);
                CHECK(operation.plan.shortfalls[0].amount == Approx(16.0 * 0.5 - cap_t).epsilon(1e-4));
            }
    CHECK(unsolved <= 6);
}
