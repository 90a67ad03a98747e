// Purchase agreements, on paper. Clp's tolerance is 1e-9, so doctest's 1e-5 relative is ample.
#include "agreement_cases.hpp"
#include "assets/service_years.hpp"

using namespace decawatt::tests::agreement_cases;

namespace {

double bought_mw(const planning::Plan& plan, std::size_t group, std::size_t year = 0) {
    return plan.capacity.fleet_mw(year, group);
}

}  // namespace

TEST_CASE("pay as produced: output that nobody takes is paid for") {
    // A MW gives 2 MWh. Up to 10 MW all of it saves gas; from 10 to 20 MW the hour of full sun is wasted.
    SUBCASE("worth it while half is wasted") {
        const Solved solved = solved_of(sun_beside_gas({.price_per_mwh = 20.0, .max_mw = 40.0}));
        CHECK(bought_mw(solved.plan, 1) == Approx(20.0));
        CHECK(solved.plan.objective == Approx(20.0 * 2.0 * 20.0 + 10.0 * 50.0));
        const auto& year = solved.plan.summary[0];
        CHECK(year.agreement_produced_mwh[0] == Approx(40.0));
        CHECK(year.agreement_taken_mwh[0] == Approx(30.0));
        CHECK(year.agreement_paid_mwh[0] == Approx(40.0));
        CHECK(year.agreement_cost[0] == Approx(800.0));
        CHECK(year.capacity_cost == Approx(0.0));
    }
    SUBCASE("not worth it where half is wasted") {
        const Solved solved = solved_of(sun_beside_gas({.price_per_mwh = 30.0, .max_mw = 40.0}));
        CHECK(bought_mw(solved.plan, 1) == Approx(10.0));
        CHECK(solved.plan.objective == Approx(10.0 * 2.0 * 30.0 + 20.0 * 50.0));
    }
    SUBCASE("a minimum is bought at any price") {
        const Solved solved = solved_of(sun_beside_gas({.price_per_mwh = 60.0, .min_mw = 3.0, .max_mw = 40.0}));
        CHECK(bought_mw(solved.plan, 1) == Approx(3.0));
        CHECK(solved.plan.objective == Approx(3.0 * 2.0 * 60.0 + 34.0 * 50.0));
    }
    SUBCASE("an agreement that is signed has no choice left") {
        const Solved solved = solved_of(sun_beside_gas({.price_per_mwh = 20.0, .min_mw = 6.0, .max_mw = 6.0}));
        CHECK(solved.plan.objective == Approx(6.0 * 2.0 * 20.0 + 28.0 * 50.0));
    }
    SUBCASE("a side cost is paid for what is taken, and makes gas the cheaper where it is above 50") {
        const Solved solved =
            solved_of(sun_beside_gas({.price_per_mwh = 20.0, .side_cost_per_mwh = 4.0, .max_mw = 15.0}));
        CHECK(bought_mw(solved.plan, 1) == Approx(15.0));
        CHECK(solved.plan.objective == Approx(15.0 * 2.0 * 20.0 + 25.0 * 4.0 + 15.0 * 50.0));
    }
}

TEST_CASE("pay as consumed: only what is taken is paid for") {
    const Solved solved = solved_of(sun_beside_gas(
        {.kind = AgreementKind::pay_as_consumed, .price_per_mwh = 30.0, .side_cost_per_mwh = 4.0, .max_mw = 40.0}));
    CHECK(solved.plan.objective == Approx(30.0 * 34.0 + 10.0 * 50.0));
    const auto& year = solved.plan.summary[0];
    CHECK(year.agreement_paid_mwh[0] == Approx(30.0));
    CHECK(year.agreement_cost[0] == Approx(1020.0));
    CHECK(solved.plan.dispatch[0].price_per_mwh(0, 0) == Approx(50.0));
}

TEST_CASE("take or pay: energy below the minimum costs nothing more") {
    // E = 2k up to 10 MW, 10 + k up to 20 MW; the minimum is 1.6k, which is more than E from 50/3 MW on.
    const auto take = [](double price) {
        return sun_beside_gas(
            {.kind = AgreementKind::take_or_pay, .price_per_mwh = price, .take_frac = 0.8, .max_mw = 40.0});
    };
    SUBCASE("a MW whose minimum costs 48 saves 50") {
        const Solved solved = solved_of(take(30.0));
        CHECK(bought_mw(solved.plan, 1) == Approx(20.0));
        CHECK(solved.plan.summary[0].agreement_taken_mwh[0] == Approx(30.0));
        CHECK(solved.plan.summary[0].agreement_paid_mwh[0] == Approx(32.0));
        CHECK(solved.plan.objective == Approx(32.0 * 30.0 + 10.0 * 50.0));
    }
    SUBCASE("one whose minimum costs 51.2 does not, and no more is bought than is taken") {
        const Solved solved = solved_of(take(32.0));
        CHECK(bought_mw(solved.plan, 1) == Approx(50.0 / 3.0));
        CHECK(solved.plan.summary[0].agreement_paid_mwh[0] == Approx(80.0 / 3.0));
        CHECK(solved.plan.objective == Approx(80.0 / 3.0 * 32.0 + 40.0 / 3.0 * 50.0));
    }
    SUBCASE("a take of all is pay as produced") {
        const Solved all = solved_of(sun_beside_gas(
            {.kind = AgreementKind::take_or_pay, .price_per_mwh = 20.0, .take_frac = 1.0, .max_mw = 40.0}));
        CHECK(all.plan.objective ==
              Approx(solved_of(sun_beside_gas({.price_per_mwh = 20.0, .max_mw = 40.0})).plan.objective));
    }
}

TEST_CASE("baseload: a flat block is paid for in every hour") {
    const auto block = [](double price) {
        SmallStudy small;
        small.region("a", {10.0, 4.0, 10.0, 4.0});
        small.plant({.name = "gas", .capacity_mw = 100.0, .variable_cost_per_mwh = 50.0});
        buy(small, small.plant({.name = "block", .technology = model::Technology::nuclear}),
            {.kind = AgreementKind::baseload, .price_per_mwh = price, .max_mw = 100.0});
        return solved_of(small);
    };
    const Solved dear = block(30.0), cheap = block(20.0);
    CHECK(bought_mw(dear.plan, 1) == Approx(4.0));  // 120 a MW; half its hours save 100
    CHECK(dear.plan.objective == Approx(4.0 * 4.0 * 30.0 + 12.0 * 50.0));
    CHECK(bought_mw(cheap.plan, 1) == Approx(10.0));
    CHECK(cheap.plan.objective == Approx(10.0 * 4.0 * 20.0));
    CHECK(cheap.plan.summary[0].agreement_paid_mwh[0] == Approx(40.0));
}

TEST_CASE("virtual: the difference to the market's price is settled, and output counts without power") {
    const std::vector<double> price = {10.0, 30.0, 50.0, 20.0};
    const auto with_strike = [&](double hourly, double annual, double strike) {
        SmallStudy small = hub_on_a_market(hourly, annual, price);
        buy(small, sun(small, 0), {.kind = AgreementKind::virtual_power, .price_per_mwh = strike, .max_mw = 15.0});
        return solved_of(small);
    };
    SUBCASE("annual matching") {  // a MW costs (40 - 30) / 2 + (40 - 50) + (40 - 20) / 2 = 5
        const Solved solved = with_strike(-1.0, 0.5, 40.0);
        CHECK(bought_mw(solved.plan, 0) == Approx(10.0));
        CHECK(solved.plan.objective == Approx(10.0 * 110.0 + 10.0 * 5.0));
        CHECK(solved.plan.target_prices.annual_per_mwh(0, 0) == Approx(2.5));
        CHECK(solved.plan.dispatch[0].market_buy_mw(2, 0) == Approx(10.0));  // no power comes
        CHECK(solved.plan.dispatch[0].certified_mw(2, 0) == Approx(10.0));
        const auto& contract = solved.plan.contracts[0][0];
        CHECK(contract.clean_mwh == Approx(20.0));
        CHECK(contract.certified_mwh == Approx(20.0));
        CHECK(contract.annual_matching_frac == Approx(0.5));
        CHECK(contract.agreement_cost == Approx(50.0));
        CHECK(contract.supply_cost_per_mwh == Approx(1150.0 / 40.0));
    }
    SUBCASE("hourly matching counts no more than the load") {
        const Solved solved = with_strike(0.55, -1.0, 40.0);  // 20 MWh at 10 MW, then 1 MWh a MW
        CHECK(bought_mw(solved.plan, 0) == Approx(12.0));
        CHECK(solved.plan.contracts[0][0].hourly_score_frac == Approx(0.55));
        CHECK(solved.plan.dispatch[0].excess_mw(2, 0) == Approx(2.0));
        CHECK(solved.plan.dispatch[0].deficit_mw(1, 0) == Approx(4.0));
        CHECK(solved.plan.objective == Approx(1100.0 + 12.0 * 5.0));
    }
    SUBCASE("a strike below the market earns") {
        const Solved solved = with_strike(-1.0, -1.0, 20.0);  // -35 a MW
        CHECK(bought_mw(solved.plan, 0) == Approx(15.0));
        CHECK(solved.plan.objective == Approx(1100.0 - 15.0 * 35.0));
        CHECK(solved.plan.summary[0].agreement_cost[0] == Approx(-525.0));
    }
}

TEST_CASE("an agreement has a term and a price that grows") {
    const auto term = [](int first_year, int last_year, double escalation_frac) {
        SmallStudy small = sun_beside_gas({.price_per_mwh = 20.0,
                                           .escalation_frac_per_year = escalation_frac,
                                           .first_year = first_year,
                                           .last_year = last_year,
                                           .max_mw = 10.0},
                                          3);
        return solved_of(small);
    };
    CHECK(term(2030, 2032, 0.0).plan.objective == Approx(3.0 * (400.0 + 1000.0)));
    CHECK(term(2030, 2032, 0.1).plan.objective == Approx(3.0 * 1000.0 + 400.0 * (1.0 + 1.1 + 1.21)));
    CHECK(term(2031, 2031, 0.1).plan.objective == Approx(2.0 * 2000.0 + 400.0 + 1000.0));
    const Solved late = term(2031, 2040, 0.1);
    CHECK(late.plan.objective == Approx(2000.0 + 2.0 * 1000.0 + 400.0 * 2.1));
    CHECK(bought_mw(late.plan, 1, 0) == Approx(0.0));
    CHECK(bought_mw(late.plan, 1, 2) == Approx(10.0));
    CHECK(late.plan.summary[0].agreement_cost[0] == Approx(0.0));
    CHECK(late.plan.summary[2].agreement_cost[0] == Approx(440.0));
}

TEST_CASE("an agreement of 0 MW is not available, whatever it states") {
    const SmallStudy offered =
        sun_beside_gas({.kind = AgreementKind::take_or_pay, .price_per_mwh = 20.0, .take_frac = 0.8});
    SmallStudy without = offered;
    without.study.agreements.clear();
    without.study.plants.build[1] = {};
    const Solved solved = solved_of(offered);
    CHECK(solved.plan.objective == Approx(2000.0));
    CHECK(solved.program.staircase.chains[0].column_names ==
          solved_of(without).program.staircase.chains[0].column_names);
    CHECK(solved.program.staircase.border.names.empty());
    CHECK(solved.program.staircase.linking.names.empty());
}

TEST_CASE("a plant under an agreement ages from the start of the term, not of the horizon") {
    SmallStudy small = sun_beside_gas({.price_per_mwh = 20.0, .first_year = 2030, .last_year = 2040, .max_mw = 10.0});
    small.study.pv_systems.degradation_frac_per_year = {0.1};
    small.study.plants.pv_system[1] = static_cast<model::PvSystemIndex>(0);
    const auto aged = [&](int built, int year) { return assets::aged_addition_frac(small.study, 1, built, year); };
    CHECK(aged(2030, 2030) == 1.0);
    CHECK(aged(2030, 2032) == Approx(0.81));
    CHECK(aged(2031, 2032) == Approx(0.81));  // --years 2031:2040: bought where the horizon begins, a year old
    small.study.agreements.clear();
    CHECK(aged(2031, 2032) == Approx(0.9));
}

TEST_CASE("weather years each have their minimum take") {
    SmallStudy small = sun_beside_gas(
        {.kind = AgreementKind::take_or_pay, .price_per_mwh = 30.0, .take_frac = 0.8, .min_mw = 20.0, .max_mw = 20.0});
    small.weather_years({0.25, 0.75});
    small.resource_factor = {1.0, 0.5};
    // Full sun: 30 of 40 MWh are taken, 32 paid. Half: all 20 are taken, 16 are the minimum.
    const Solved solved = solved_of(small);
    CHECK(solved.plan.summary[0].agreement_paid_mwh[0] == Approx(0.25 * 32.0 + 0.75 * 20.0));
    CHECK(solved.plan.objective == Approx(0.25 * (32.0 * 30.0 + 10.0 * 50.0) + 0.75 * (20.0 * 30.0 + 20.0 * 50.0)));
}

// Over the life of the plant the price is the annuity over what can be produced, both discounted.
TEST_CASE("pay as produced at the annuity of an own plant is building it") {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        Draws draws(seed, 24);
        const double capex = draws.between(500.0, 4000.0), rate = draws.between(0.0, 0.1);
        const double degradation = draws.between(0.0, 0.05);
        const std::vector<double> profile = draws.series(0.0, 1.0), demand = draws.series(20.0, 60.0);
        const auto study = [&] {
            SmallStudy small(4);
            small.study.discount_rate = rate;
            small.region("a", demand);
            small.plant({.name = "gas", .capacity_mw = 100.0, .variable_cost_per_mwh = draws.between(50.0, 50.0)});
            const int plant =
                small.plant({.name = "sun", .technology = model::Technology::solar, .resource_frac = profile});
            small.study.pv_systems.degradation_frac_per_year = {degradation};
            small.study.plants.pv_system[static_cast<std::size_t>(plant)] = static_cast<model::PvSystemIndex>(0);
            small.weather_years({0.5, 0.5});
            small.resource_factor = {1.0, 0.8};
            return small;
        };
        SmallStudy own = study(), agreed = study();
        own.study.plants.build[1] = {.limit = 200.0,
                                     .limit_per_year = 200.0,
                                     .first_year = 2030,
                                     .last_year = 2030,
                                     .capex = capex,
                                     .lifetime_years = 4.0};
        double produced_mwh = 0.0, years = 0.0, mean_mwh = 0.0;
        for (const double frac : profile) mean_mwh += 0.9 * frac;
        for (int y = 0; y < 4; ++y) {
            const double discount = std::pow(1.0 + rate, -(y + 0.5));
            years += discount;
            produced_mwh += discount * std::pow(1.0 - degradation, y) * mean_mwh;
        }
        const double annuity = capex * (rate == 0.0 ? 0.25 : rate / (1.0 - std::pow(1.0 + rate, -4.0)));
        buy(agreed, 1, {.price_per_mwh = annuity * years / produced_mwh, .max_mw = 200.0});
        const Solved built = solved_of(own), bought = solved_of(agreed);
        CHECK(bought.plan.objective == Approx(built.plan.objective).epsilon(1e-9));
        CHECK(bought_mw(bought.plan, 1) == Approx(bought_mw(built.plan, 1)).epsilon(1e-6));
        CHECK(bought.plan.summary[3].fleet_generation_mwh[1] == Approx(built.plan.summary[3].fleet_generation_mwh[1]));
    }
}

TEST_CASE("steps of three hours cost three times as much") {
    for (const AgreementKind kind :
         {AgreementKind::pay_as_produced, AgreementKind::pay_as_consumed, AgreementKind::take_or_pay}) {
        const double take_frac = kind == AgreementKind::take_or_pay ? 0.8 : 0.0;
        const SmallStudy hours = sun_beside_gas(
            {.kind = kind, .price_per_mwh = 30.0, .side_cost_per_mwh = 2.0, .take_frac = take_frac, .max_mw = 40.0});
        SmallStudy steps = hours;
        steps.study.horizon.step_s = 3 * base::kSecondsPerHour;
        const Solved one = solved_of(hours), three = solved_of(steps);
        CHECK(three.plan.objective == Approx(3.0 * one.plan.objective));
        CHECK(three.plan.summary[0].agreement_paid_mwh[0] == Approx(3.0 * one.plan.summary[0].agreement_paid_mwh[0]));
        for (const Foresight& foresight : {Foresight{}, windows(6, 3, true)})
            CHECK(operated(steps, planning::fixed_plan(steps.study, three.plan), foresight).plan.objective ==
                  Approx(three.plan.objective).epsilon(1e-5));
    }
}

TEST_CASE("agreements and own plants of the same kind are told apart") {
    SmallStudy small = sun_beside_gas({.price_per_mwh = 20.0, .max_mw = 5.0});
    small.plant({.name = "own sun", .capacity_mw = 4.0, .technology = model::Technology::solar, .resource_frac = kSun});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.plants.name == std::vector<std::string>{"gas", "sun", "own sun"});
    CHECK(solved.plan.objective == Approx(5.0 * 40.0 + (40.0 - 18.0) * 50.0));
}

TEST_CASE("the operation of a plan pays what the plan pays, whole or in windows") {
    const auto operation_of = [](const Agreement& agreement, Foresight foresight, double expected) {
        const SmallStudy small = sun_beside_gas(agreement);
        const auto operation = operated(small, plan_of(small), foresight);
        CHECK(operation.plan.objective == Approx(expected).epsilon(1e-5));
        CHECK(cost_from_figures(operation.plan) == Approx(expected).epsilon(1e-5));
    };
    for (const Foresight& foresight : {Foresight{}, windows(2, 1), windows(2, 2, true), windows(4, 4, true)}) {
        operation_of({.price_per_mwh = 20.0, .max_mw = 40.0}, foresight, 1300.0);
        operation_of({.kind = AgreementKind::pay_as_consumed, .price_per_mwh = 30.0, .max_mw = 40.0}, foresight,
                     1400.0);
        operation_of({.kind = AgreementKind::take_or_pay, .price_per_mwh = 30.0, .take_frac = 0.8, .max_mw = 40.0},
                     foresight, 1460.0);
        operation_of({.kind = AgreementKind::take_or_pay, .price_per_mwh = 32.0, .take_frac = 0.5, .max_mw = 8.0},
                     foresight, 16.0 * 32.0 + 24.0 * 50.0);
    }
    SmallStudy small = hub_on_a_market(0.55, -1.0, {10.0, 30.0, 50.0, 20.0});
    buy(small, sun(small, 0), {.kind = AgreementKind::virtual_power, .price_per_mwh = 40.0, .max_mw = 15.0});
    for (const Foresight& foresight : {Foresight{}, windows(2, 1)}) {
        const auto operation = operated(small, plan_of(small), foresight);
        CHECK(operation.plan.objective == Approx(1160.0).epsilon(1e-5));
        CHECK(operation.plan.contracts[0][0].hourly_score_frac == Approx(0.55).epsilon(1e-4));
    }
}
