// Campuses on markets with tariffs and connections, drawn at random: all rules mixed, beside a program of another form
// (flat_campus).
#include <algorithm>
#include <cmath>
#include <functional>

#include "flat_campus.hpp"
#include "operation_cases.hpp"

using namespace decawatt::tests::operation_cases;

namespace {

constexpr int kStudies = 200, kLeastBinding = 20, kLeastUnique = kStudies / 2;
constexpr int kStepH = 8, kStages = 38 * 24 / kStepH;  // January and a week of February

bool drawn(Draws& draws, double share) {
    return draws.between(0.0, 1.0) < share;
}

Campus draw_campus(Draws& draws) {
    Campus c;
    c.step_h = kStepH;
    for (int t = 0; t < kStages; ++t) c.month.push_back(t < 31 * 24 / kStepH ? 0 : 1);
    c.load_mw = draws.series(20.0, 50.0);
    c.sun_frac = draws.series(0.0, 1.0);
    c.buy_price = draws.series(10.0, 90.0);
    const bool negative = drawn(draws, 0.5), spread = drawn(draws, 0.6);
    for (double& price : c.buy_price)
        if (negative && drawn(draws, 0.25)) price = -draws.between(1.0, 60.0);
    c.sell_price = c.buy_price;
    for (double& price : c.sell_price)
        if (spread && drawn(draws, 0.6)) price -= draws.between(1.0, 20.0);
    c.buy_limit_mw = drawn(draws, 0.3) ? draws.between(25.0, 45.0) : 500.0;
    c.sell_limit_mw = drawn(draws, 0.3) ? 0.0 : draws.between(5.0, 60.0);
    c.connection_mw = draws.between(20.0, 55.0);
    c.connection_limit_mw = drawn(draws, 0.5) ? 40.0 : 0.0;
    c.connection_cost = draws.between(100.0, 2000.0);
    c.sun_limit_mw = 120.0;
    c.sun_cost = draws.between(5000.0, 25000.0);
    c.power_limit_mw = 60.0;
    c.energy_limit_mwh = 600.0;
    c.power_cost = draws.between(20.0, 1500.0);
    c.energy_cost = draws.between(10.0, 400.0);
    c.charge_efficiency = draws.between(0.85, 0.97);
    c.discharge_efficiency = draws.between(0.85, 0.97);
    c.cycling_cost = drawn(draws, 0.4) ? draws.between(0.1, 8.0) : 0.05;
    c.unserved_cost = drawn(draws, 0.5) ? draws.between(90.0, 130.0) : 1000.0;
    return c;
}

// The stages of highest demand of the region: no two are equal.
std::vector<bool> highest(const std::vector<double>& demand_mw, int count) {
    std::vector<double> sorted = demand_mw;
    std::sort(sorted.begin(), sorted.end(), std::greater<>());
    std::vector<bool> marked;
    for (const double mw : demand_mw) marked.push_back(mw >= sorted[static_cast<std::size_t>(count - 1)]);
    return marked;
}

// What the grid offers, drawn into campus and study: part of the connection is not firm in four of five.
void draw_connection(Draws& draws, Campus& c, SmallStudy& small) {
    using model::Curtailment;
    model::ConnectionTerms terms;
    c.available_frac.assign(c.load_mw.size(), 1.0);
    c.export_limit_mw = drawn(draws, 0.4) ? draws.between(2.0, 15.0) : 1000.0;
    terms.export_limit_mw = c.export_limit_mw;
    if (drawn(draws, 0.4)) terms.import_ramp_mw_per_h = c.ramp_mw_per_h = draws.between(0.5, 3.0);
    const auto rule = static_cast<Curtailment>(std::min(3, static_cast<int>(draws.between(0.0, 4.999))));
    terms.nonfirm.curtailment = rule;
    if (rule != Curtailment::none) {
        c.nonfirm_mw = draws.between(0.3, 0.9) * c.connection_mw;
        c.connection_mw -= c.nonfirm_mw;
        c.nonfirm_limit_mw = drawn(draws, 0.7) ? 30.0 : 0.0;
        c.nonfirm_cost = draws.between(50.0, 1000.0);
        terms.nonfirm.build = may_build(c.nonfirm_limit_mw, c.nonfirm_cost);
    }
    if (rule == Curtailment::series) {
        c.available_frac = draws.series(-0.5, 1.5);
        for (double& frac : c.available_frac) frac = std::clamp(frac, 0.0, 1.0);
        small.study.fixed.nonfirm = {{model::DataCenterIndex{0}, c.available_frac}};
    }
    const int stages = (rule == Curtailment::budget ? 40 : 4) + static_cast<int>(draws.between(0.0, 30.0));
    const std::vector<bool> marked = highest(c.demand_mw, stages);
    if (rule == Curtailment::stress_hours) {
        terms.nonfirm.hours_per_year = stages * kStepH;
        for (std::size_t t = 0; t < marked.size(); ++t) c.available_frac[t] = marked[t] ? 0.0 : 1.0;
    }
    if (rule == Curtailment::budget) {
        terms.nonfirm.candidate_hours = stages * kStepH;
        terms.nonfirm.hours_per_year = c.budget_h = draws.between(0.85, 0.98) * stages * kStepH;
        c.candidate = marked;
    }
    small.study.data_centers.terms = {terms};
    small.study.reliability.nonfirm_mw = {c.nonfirm_mw};
}

// The study of the same campus, with a tariff and a connection drawn into both.
SmallStudy study_of(Campus& c, Draws& draws) {
    SmallStudy small;
    small.study.horizon.step_s = kStepH * base::kSecondsPerHour;
    c.demand_mw = draws.series(1.0, 6.0);
    small.region("grid", c.demand_mw);
    small.market({.buy_price_per_mwh = c.buy_price,
                  .sell_price_per_mwh = c.sell_price,
                  .buy_limit_mw = c.buy_limit_mw,
                  .sell_limit_mw = c.sell_limit_mw});
    small.study.markets.sell_limit_mw = {c.sell_limit_mw};
    small.data_center({.name = "campus",
                       .draw_mw = c.load_mw,
                       .connection_mw = c.connection_mw,
                       .build = may_build(c.connection_limit_mw, c.connection_cost)});
    small.plant({.name = "sun",
                 .technology = model::Technology::solar,
                 .behind = 0,
                 .resource_frac = c.sun_frac,
                 .build = may_build(c.sun_limit_mw, c.sun_cost)});
    small.store({.name = "battery",
                 .charge_efficiency_frac = c.charge_efficiency,
                 .discharge_efficiency_frac = c.discharge_efficiency,
                 .cycling_cost_per_mwh = c.cycling_cost,
                 .behind = 0,
                 .build_power = may_build(c.power_limit_mw, c.power_cost),
                 .build_energy = may_build(c.energy_limit_mwh, c.energy_cost)});
    small.study.planning.unserved_cost_per_mwh = c.unserved_cost;
    small.study.planning.perspective = model::Perspective::campus;
    const int tariff = small.tariff("drawn", 0);
    c.import_cost.assign(c.load_mw.size(), 0.0);
    if (drawn(draws, 0.6)) {  // by time of use, and adders
        const double night = draws.between(0.0, 20.0), day = draws.between(5.0, 40.0), adder = draws.between(0.5, 6.0);
        small.energy_price(tariff, night, 0, 7);
        small.energy_price(tariff, day, 8, 23);
        small.study.tariffs.network_cost_per_mwh = {adder};
        for (std::size_t t = 0; t < c.import_cost.size(); ++t) c.import_cost[t] = adder + (t % 3 == 0 ? night : day);
    }
    const auto add_period = [&](double charge, int first_hour, double ratchet, double minimum) {
        small.demand_charge(tariff, charge, first_hour, 23, ratchet, minimum);
        CampusPeriod period{charge, ratchet, minimum, {}};
        for (std::size_t t = 0; t < c.load_mw.size(); ++t)
            period.covers.push_back(static_cast<int>(t % 3) * kStepH >= first_hour);
        c.periods.push_back(std::move(period));
    };
    if (drawn(draws, 0.8))
        add_period(draws.between(200.0, 4000.0), 0, drawn(draws, 0.5) ? draws.between(0.5, 1.0) : 0.0,
                   drawn(draws, 0.5) ? draws.between(0.2, 0.9) : 0.0);
    if (drawn(draws, 0.5)) add_period(draws.between(200.0, 4000.0), 16, drawn(draws, 0.4) ? 0.8 : 0.0, 0.0);
    draw_connection(draws, c, small);
    if (drawn(draws, 0.6)) c.sun_credit = draws.between(2.0, 50.0);
    small.study.plants.production_credit_per_mwh = {c.sun_credit};
    return small;
}

double nonfirm_built_mw(const planning::Plan& plan) {
    return plan.capacity.nonfirm_built_mw.empty() ? 0.0 : plan.capacity.nonfirm_built_mw(0, 0);
}

}  // namespace

TEST_CASE("random campuses on markets cost as much as in a program of another form") {
    std::map<std::string, int> binding;
    int same_builds = 0;
    for (unsigned seed = 1; seed <= kStudies; ++seed) {
        CAPTURE(seed);
        Draws draws(seed, kStages);
        Campus campus = draw_campus(draws);
        const SmallStudy small = study_of(campus, draws);
        const CampusResult flat = solve_flat(campus);
        const Solved solved = small.solve();
        REQUIRE(flat.optimal);
        REQUIRE(solved.flat.optimal);
        const planning::Plan& plan = solved.plan;
        CHECK(plan.objective == Approx(flat.objective).epsilon(1e-7));
        CHECK(worst_imbalance(small.study, plan) <= 1e-5);
        CHECK(cost_from_figures(plan) == Approx(plan.objective).epsilon(1e-6));
        for (const auto& [rule, binds] : flat.binding) binding[rule] += binds;
        const double difference = std::abs(plan.capacity.fleet_mw(0, 0) - flat.sun_mw) +
                                  std::abs(plan.capacity.store_discharge_mw(0, 0) - flat.power_mw) +
                                  std::abs(plan.capacity.store_energy_mwh(0, 0) - flat.energy_mwh) +
                                  std::abs(plan.capacity.connection_built_mw(0, 0) - flat.connection_mw) +
                                  std::abs(nonfirm_built_mw(plan) - flat.nonfirm_mw);
        same_builds += difference <= 1e-3;
    }
    for (const auto& rule : binding) {
        CAPTURE(rule.first);
        CHECK(rule.second >= kLeastBinding);
    }
    CHECK(binding.size() == 20);
    CHECK(same_builds >= kLeastUnique);
    MESSAGE("same builds: ", same_builds);
    for (const auto& rule : binding) MESSAGE(rule.first, ": ", rule.second);
}

TEST_CASE("the solver of the program agrees on campuses with markets and tariffs, and so does a dispatch of the plan") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Draws draws(seed, kStages);
        Campus campus = draw_campus(draws);
        const SmallStudy small = study_of(campus, draws);
        const Solved solved = small.solve();
        const lp::Solution own = lp::solve(solved.program.staircase, tight(), {});
        REQUIRE(own.status == lp::Status::optimal);
        CHECK(own.certificate.primal_objective == Approx(solved.flat.objective).epsilon(1e-6));
        const bool has_ratchet = std::any_of(campus.periods.begin(), campus.periods.end(),
                                             [](const CampusPeriod& p) { return p.ratchet_frac > 0.0; });
        if (has_ratchet) continue;  // a dispatch does not see it
        const auto operation = operated(small, planning::fixed_plan(small.study, solved.plan));
        CHECK(operation.plan.objective == Approx(solved.plan.objective).epsilon(1e-5));
    }
}
