// Hubs with agreements, certificates, engines and firm capacity, drawn at random: all rules mixed with those of a
// connection and its tariff, beside a program of another form (flat_hub).
#include <algorithm>
#include <cmath>

#include "agreement_cases.hpp"
#include "base/capital_recovery.hpp"
#include "flat_hub.hpp"
#include "planning/investments.hpp"
#include "stated_steps.hpp"

using namespace decawatt::tests::agreement_cases;

namespace {

constexpr int kStudies = 200, kLeastBinding = 20;
constexpr std::size_t kHours = 24;
// Clp leaves residues of about 1e-8 MW in rows that it scales, at prices of hundreds and costs of tens of thousands.
constexpr double kClp = 5e-7;

bool drawn(Draws& draws, double share) {
    return draws.between(0.0, 1.0) < share;
}

HubAgreement draw_agreement(AgreementKind kind, const Hub& hub, Draws& draws) {
    HubAgreement a;
    a.kind = kind;
    a.behind = kind == AgreementKind::pay_as_produced || kind == AgreementKind::take_or_pay;
    a.follows_weather = kind != AgreementKind::baseload;
    a.profile = a.follows_weather ? draws.series(0.0, 1.0) : std::vector<double>(hub.load.size(), 1.0);
    a.price = draws.between(25.0, 75.0);
    a.growth = drawn(draws, 0.6) ? draws.between(-0.1, 0.2) : 0.0;
    a.side_cost = kind != AgreementKind::virtual_power && drawn(draws, 0.5) ? draws.between(1.0, 15.0) : 0.0;
    a.take = kind == AgreementKind::take_or_pay ? draws.between(0.4, 1.0) : 0.0;
    a.first = drawn(draws, 0.3) ? 1 : 0;
    a.last = a.first == 0 && drawn(draws, 0.2) ? 0 : 1;
    a.most_mw = draws.between(10.0, 60.0);
    a.least_mw = drawn(draws, 0.3) ? draws.between(1.0, 10.0) : 0.0;
    a.credit = kind == AgreementKind::take_or_pay ? draws.between(0.2, 1.0) : 0.0;
    return a;
}

Hub draw_hub(Draws& draws) {
    Hub hub;
    hub.rate = draws.between(0.0, 0.1);
    hub.weights = drawn(draws, 0.5) ? std::vector<double>{1.0} : std::vector<double>{0.3, 0.7};
    for (std::size_t w = 0; w < hub.weights.size(); ++w) hub.sun_factor.push_back(w == 0 ? 1.0 : 0.7);
    hub.load = draws.series(20.0, 50.0);
    hub.price = draws.series(10.0, 100.0);
    hub.sun = draws.series(0.0, 1.0);
    hub.connection_mw = draws.between(20.0, 60.0);
    hub.import_cost = draws.between(0.5, 10.0);
    hub.demand_charge = drawn(draws, 0.7) ? draws.between(20.0, 300.0) : 0.0;
    hub.unserved_cost = draws.between(150.0, 600.0);
    for (int kind = 0; kind < model::kAgreementKinds; ++kind)
        if (drawn(draws, 0.85)) hub.agreements.push_back(draw_agreement(static_cast<AgreementKind>(kind), hub, draws));
    hub.sun_most_mw = 50.0;
    hub.sun_annuity = draws.between(300.0, 1200.0);
    hub.engine_most_mw = 100.0;
    hub.engine_annuity = draws.between(50.0, 400.0);
    hub.engine_cost = draws.between(50.0, 90.0);
    hub.engine_efficiency = draws.between(0.3, 0.6);
    hub.engine_hours = drawn(draws, 0.6) ? draws.between(1.0, 8.0) : 0.0;
    hub.fuel_limit = drawn(draws, 0.5) ? draws.between(10.0, 50.0) : 0.0;
    hub.hourly_target = drawn(draws, 0.6) ? draws.between(0.3, 0.8) : 0.0;
    hub.annual_target = drawn(draws, 0.7) ? draws.between(0.6, 1.2) : 0.0;
    hub.excess_cap = drawn(draws, 0.3) ? draws.between(0.05, 0.6) : -1.0;
    if (drawn(draws, 0.8)) {
        hub.annual_price = draws.between(1.0, 12.0);
        hub.annual_limit = draws.between(50.0, 400.0);
    }
    if (drawn(draws, 0.6)) {
        hub.hourly_price = draws.between(1.0, 30.0);
        hub.hourly_limit = draws.between(5.0, 30.0);
    }
    if (drawn(draws, 0.7)) {
        hub.margin = draws.between(0.0, 0.3);
        hub.connection_credit = draws.between(0.3, 1.0);
        hub.unit_mw = draws.between(2.0, 12.0);
        hub.spare_units = static_cast<int>(draws.between(0.0, 3.0));
        hub.connection_is_unit = drawn(draws, 0.5);
    }
    return hub;
}

model::ExpansionOption once(const Hub& hub, double most_mw, double annuity, double unit_mw) {
    const double life = hub.years;
    model::ExpansionOption option =
        may_build(most_mw, annuity / decawatt::base::capital_recovery_factor(hub.rate, life));
    option.last_year = option.first_year;
    option.lifetime_years = life;
    option.unit_mw = unit_mw;
    return option;
}

void add_own_plants(const Hub& hub, SmallStudy& small) {
    small.plant({.name = "sun",
                 .technology = model::Technology::solar,
                 .behind = 0,
                 .contract = 0,
                 .resource_frac = hub.sun,
                 .build = once(hub, hub.sun_most_mw, hub.sun_annuity, 0.0)});
    small.plant({.name = "engine",
                 .variable_cost_per_mwh = hub.engine_cost,
                 .behind = 0,
                 .emission_t_per_mwh_thermal = 0.2,
                 .efficiency_frac = hub.engine_efficiency,
                 .build = once(hub, hub.engine_most_mw, hub.engine_annuity, hub.unit_mw)});
    small.study.fuels.name = {"gas"};
    if (hub.fuel_limit > 0.0)
        small.study.fuel_limits.push_back({.place = {.data_center = static_cast<model::DataCenterIndex>(0)},
                                           .fuel = static_cast<model::FuelIndex>(0),
                                           .limit_mw_thermal = hub.fuel_limit});
}

void add_bought_plants(const Hub& hub, SmallStudy& small) {
    for (std::size_t a = 0; a < hub.agreements.size(); ++a) {
        const HubAgreement& one = hub.agreements[a];
        const int plant = small.plant({.name = "agreement " + std::to_string(a),
                                       .technology = model::Technology::hydro,
                                       .behind = one.behind ? 0 : -1,
                                       .contract = 0,
                                       .resource_frac = one.follows_weather ? one.profile : std::vector<double>{}});
        buy(small, plant,
            {.kind = one.kind,
             .price_per_mwh = one.price,
             .escalation_frac_per_year = one.growth,
             .side_cost_per_mwh = one.side_cost,
             .take_frac = one.take,
             .first_year = 2030 + one.first,
             .last_year = 2030 + one.last,
             .min_mw = one.least_mw,
             .max_mw = one.most_mw});
    }
    model::Plants& plants = small.study.plants;
    plants.full_load_h_per_year.assign(plants.name.size(), model::kNoLimit);
    if (hub.engine_hours > 0.0) plants.full_load_h_per_year[1] = hub.engine_hours;
    plants.firm_credit_frac = {0.0, 1.0};
    for (const HubAgreement& one : hub.agreements) plants.firm_credit_frac.push_back(one.credit);
}

void add_offers_and_rules(const Hub& hub, SmallStudy& small) {
    if (hub.annual_limit > 0.0)
        add_certificate(small,
                        {.name = "year", .price_per_mwh = hub.annual_price, .limit_mwh_per_year = hub.annual_limit});
    if (hub.hourly_limit > 0.0)
        add_certificate(small, {.name = "hour",
                                .matching = CertificateMatching::hourly,
                                .price_per_mwh = hub.hourly_price,
                                .limit_mw = hub.hourly_limit,
                                .profile = static_cast<model::PlantIndex>(0)});
    if (hub.margin >= 0.0)
        small.study.firm_capacity.push_back({.place = {.data_center = static_cast<model::DataCenterIndex>(0)},
                                             .first_year = 2030,
                                             .margin_frac = hub.margin,
                                             .spare_units = hub.spare_units,
                                             .connection_credit_frac = hub.connection_credit,
                                             .connection_is_unit = hub.connection_is_unit});
}

// Plants in the order sun, engine, agreements.
SmallStudy study_of(const Hub& hub) {
    SmallStudy small(hub.years);
    model::Study& study = small.study;
    study.discount_rate = hub.rate;
    study.planning.unserved_cost_per_mwh = hub.unserved_cost;
    study.planning.perspective = model::Perspective::campus;
    small.region("grid", std::vector<double>(hub.load.size(), 0.0));
    small.market({.buy_price_per_mwh = hub.price, .sell_price_per_mwh = hub.price});
    const auto stated = [](double target) { return target > 0.0 ? target : -1.0; };
    small.contract("deal", stated(hub.hourly_target), stated(hub.annual_target), hub.excess_cap);
    small.data_center({.name = "hub", .draw_mw = hub.load, .connection_mw = hub.connection_mw, .contract = 0});
    const int tariff = small.tariff("drawn", 0);
    study.tariffs.network_cost_per_mwh = {hub.import_cost};
    if (hub.demand_charge > 0.0) small.demand_charge(tariff, hub.demand_charge);
    add_own_plants(hub, small);
    add_bought_plants(hub, small);
    add_offers_and_rules(hub, small);
    if (hub.weights.size() > 1) {
        small.weather_years(hub.weights);
        small.resource_factor = hub.sun_factor;
    }
    return small;
}

}  // namespace

TEST_CASE("random hubs with agreements cost as much as in a program of another form") {
    std::map<std::string, int> binding;
    int feasible = 0, same_builds = 0;
    for (unsigned seed = 1; feasible < kStudies && seed < 2 * kStudies; ++seed) {
        CAPTURE(seed);
        Draws draws(seed, kHours);
        const Hub hub = draw_hub(draws);
        const SmallStudy small = study_of(hub);
        const HubResult flat = solve_flat(hub);
        const Solved solved = small.solve();
        REQUIRE(flat.optimal == solved.flat.optimal);
        if (!flat.optimal) continue;
        ++feasible;
        const planning::Plan& plan = solved.plan;
        CHECK(plan.objective == Approx(flat.objective).epsilon(kClp));
        CHECK(worst_imbalance(small.study, plan) <= 1e-5);
        CHECK(cost_from_figures(plan) == Approx(plan.objective).epsilon(1e-6));
        for (const auto& [rule, binds] : flat.binding) binding[rule] += binds;
        double difference =
            std::abs(plan.builds[0].amount - flat.sun_mw) + std::abs(plan.builds[1].amount - flat.engine_mw);
        for (std::size_t a = 0; a < flat.agreement_mw.size(); ++a)
            if (hub.agreements[a].kind != AgreementKind::pay_as_consumed)  // whose MW cost nothing
                difference += std::abs(plan.builds[2 + a].amount - flat.agreement_mw[a]);
        same_builds += difference <= 1e-3;
    }
    CHECK(feasible == kStudies);
    CHECK(same_builds >= kStudies / 2);
    for (const auto& rule : binding) {
        CAPTURE(rule.first);
        CHECK(rule.second >= kLeastBinding);
        MESSAGE(rule.first, ": ", rule.second);
    }
    MESSAGE("same builds: ", same_builds);
}

TEST_CASE("the solver of the program agrees on hubs with agreements, and so does a dispatch of the plan") {
    int compared = 0;
    for (unsigned seed = 1; compared < 12 && seed < 40; ++seed) {
        CAPTURE(seed);
        Draws draws(seed, kHours);
        const SmallStudy small = study_of(draw_hub(draws));
        const Solved solved = small.solve();
        if (!solved.flat.optimal) continue;
        ++compared;
        const lp::Solution own = lp::solve(solved.program.staircase, tight(), {});
        REQUIRE(own.status == lp::Status::optimal);
        CHECK(own.certificate.primal_objective == Approx(solved.flat.objective).epsilon(1e-6));
        const planning::FixedPlan fixed = planning::fixed_plan(small.study, solved.plan);
        const auto whole = operated(small, fixed);
        CHECK(whole.plan.objective == Approx(solved.plan.objective).epsilon(1e-5));
        CHECK(cost_from_figures(whole.plan) == Approx(whole.plan.objective).epsilon(1e-5));
        const auto rolled = operated(small, fixed, windows(8, 4, true));
        CHECK(cost_from_figures(rolled.plan) == Approx(rolled.plan.objective).epsilon(1e-5));
    }
    CHECK(compared == 12);
}

TEST_CASE("hubs in steps of stated lengths cost what they cost in hours in which each step's values hold") {
    int compared = 0;
    for (unsigned seed = 1; compared < 40 && seed < 120; ++seed) {
        CAPTURE(seed);
        Draws draws(seed, kHours);
        SmallStudy small = study_of(draw_hub(draws));
        const stated_steps::Lengths hours = stated_steps::draw_lengths(draws, kHours);
        stated_steps::state(hours, small.study);
        const stated_steps::Hourly fine = stated_steps::in_hours(small, hours);
        const planning::Program program = planning::build_program(fine.study, fine.profiles);
        const FlatResult expected = solve_with_clp(program.staircase);
        const Solved solved = small.solve();
        REQUIRE(solved.flat.optimal == expected.optimal);
        if (!expected.optimal) continue;
        ++compared;
        CHECK(solved.plan.objective == Approx(expected.objective * program.money_unit).epsilon(kClp));
        CHECK(cost_from_figures(solved.plan) == Approx(solved.plan.objective).epsilon(1e-6));
        CHECK(worst_imbalance(small.study, solved.plan) <= 1e-5);
    }
    CHECK(compared >= 30);
}
