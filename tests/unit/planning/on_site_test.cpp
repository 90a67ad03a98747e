// On-site generation, on paper: hours of full load, limits of a fuel, firm capacity.
#include "agreement_cases.hpp"
#include "planning/analyses/infeasibility.hpp"
#include "planning/scenarios.hpp"

using namespace decawatt::tests::agreement_cases;

namespace {

SmallStudy engine_beside_gas(const std::vector<double>& demand, double gas_mw, double hours) {
    SmallStudy small;
    small.region("a", demand);
    small.plant({.name = "engine", .capacity_mw = 20.0, .variable_cost_per_mwh = 10.0});
    small.plant({.name = "gas", .capacity_mw = gas_mw, .variable_cost_per_mwh = 50.0});
    small.study.plants.full_load_h_per_year = {hours, model::kNoLimit};
    return small;
}

model::FirmCapacity rule_of(int data_center, int region) {
    model::FirmCapacity rule;
    if (data_center >= 0) rule.place.data_center = static_cast<model::DataCenterIndex>(data_center);
    if (region >= 0) rule.place.region = static_cast<model::RegionIndex>(region);
    rule.first_year = 2030;
    return rule;
}

// A campus of 40 MW at the most on a market at 10, with an engine at 100 to build at 100 a MW.
SmallStudy campus(const model::FirmCapacity& rule, double build_limit_mw = 100.0) {
    SmallStudy small;
    small.region("grid", {0.0, 0.0});
    small.market({.buy_price_per_mwh = {10.0, 10.0}});
    small.data_center({.name = "campus", .draw_mw = {30.0, 40.0}, .connection_mw = 20.0});
    model::ExpansionOption build = may_build(build_limit_mw, 100.0);
    build.unit_mw = 5.0;
    small.plant({.name = "engine", .variable_cost_per_mwh = 100.0, .behind = 0, .build = build});
    small.study.firm_capacity = {rule};
    return small;
}

}  // namespace

// The line arrives in the third year; a life of one year is a rental.
TEST_CASE("an engine is rented for the years until the line arrives") {
    SmallStudy small(3);
    small.region("grid", {0.0, 0.0});
    small.market({.buy_price_per_mwh = {10.0, 10.0}});
    small.data_center({.name = "campus", .draw_mw = {10.0, 10.0}, .connection_mw = 20.0});
    small.study.data_centers.terms = {model::ConnectionTerms{.first_year = 2032}};
    model::ExpansionOption rental = may_build(30.0, 100.0, 1.0);
    small.plant({.name = "engine", .variable_cost_per_mwh = 20.0, .behind = 0, .build = rental});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(2.0 * (10.0 * 100.0 + 20.0 * 20.0) + 20.0 * 10.0));
    CHECK(solved.plan.capacity.fleet_mw(1, 0) == Approx(10.0));
    CHECK(solved.plan.capacity.fleet_mw(2, 0) == Approx(0.0));
}

TEST_CASE("hours of full load limit the energy of a year") {
    const Solved solved = solved_of(engine_beside_gas({10.0, 10.0, 10.0, 10.0}, 100.0, 1.5));  // 30 MWh
    CHECK(solved.plan.objective == Approx(30.0 * 10.0 + 10.0 * 50.0));
    CHECK(solved.plan.summary[0].fleet_generation_mwh[0] == Approx(30.0));
}

TEST_CASE("hours of full load are those of what is built, too") {
    for (const double limit_mw : {100.0, 25.0}) {
        SmallStudy small = engine_beside_gas({10.0, 10.0, 10.0, 10.0}, 100.0, 1.0);
        small.study.plants.capacity_mw[0] = 0.0;
        small.study.plants.build[0] = may_build(limit_mw, 30.0);  // a MW saves 40
        const Solved solved = solved_of(small);
        const double mw = std::min(40.0, limit_mw);
        CHECK(solved.plan.capacity.fleet_mw(0, 0) == Approx(mw));
        CHECK(solved.plan.objective == Approx(mw * (30.0 + 10.0) + (40.0 - mw) * 50.0));
    }
}

TEST_CASE("plants that differ in their hours are groups of their own") {
    SmallStudy small = engine_beside_gas({10.0, 10.0, 10.0, 10.0}, 100.0, 0.5);
    small.plant({.name = "engine 2", .capacity_mw = 20.0, .variable_cost_per_mwh = 10.0});
    small.study.plants.full_load_h_per_year.push_back(1.0);
    const Solved solved = solved_of(small);
    CHECK(solved.plan.plants.name.size() == 3);
    CHECK(solved.plan.objective == Approx(30.0 * 10.0 + 10.0 * 50.0));
}

TEST_CASE("windows remember hours of full load, and the plan's value of them keeps some") {
    const SmallStudy small = engine_beside_gas({10.0, 10.0, 10.0, 30.0}, 12.0, 1.5);
    // The last hour needs 18 MW of the engine: of the 30 MWh 12 are left for the others.
    const double best = 30.0 * 10.0 + 30.0 * 50.0;
    const planning::FixedPlan fixed = plan_of(small);
    CHECK(operated(small, fixed).plan.objective == Approx(best).epsilon(1e-5));
    REQUIRE(fixed.state_values.name == std::vector<std::string>{"full-load hours of engine"});
    CHECK(fixed.state_values.per_mwh(0, 0) == Approx(40.0));
    const auto greedy = operated(small, fixed, windows(1, 1));
    CHECK(greedy.plan.objective == Approx(30.0 * 10.0 + 12.0 * 50.0 + 18.0 * 1000.0).epsilon(1e-5));
}

TEST_CASE("a limit of a fuel goes to the plant that saves most with its heat") {
    for (const double first_mw : {50.0, 2.0}) {
        SmallStudy small;
        small.region("a", {10.0, 10.0});
        small.region("b", {0.0, 0.0});
        const auto add = [&](const std::string& name, double mw, double cost, double efficiency, int region) {
            small.plant({.name = name,
                         .capacity_mw = mw,
                         .variable_cost_per_mwh = cost,
                         .region = region,
                         .emission_t_per_mwh_thermal = 0.2,
                         .efficiency_frac = efficiency});
        };
        add("turbine", first_mw, 20.0, 0.5, 0);
        add("engine", 50.0, 25.0, 0.4, 0);
        add("elsewhere", 50.0, 1.0, 0.4, 1);
        small.plant({.name = "other", .capacity_mw = 50.0, .variable_cost_per_mwh = 60.0});
        small.study.fuels.name = {"gas", "gas b", "gas c"};
        for (const std::size_t p : {0u, 1u, 2u}) small.study.plants.fuel[p] = static_cast<model::FuelIndex>(0);
        model::FuelLimit limit;
        limit.place.region = static_cast<model::RegionIndex>(0);
        limit.fuel = static_cast<model::FuelIndex>(0);
        limit.limit_mw_thermal = 12.0;
        small.study.fuel_limits = {limit};
        const double turbine_mw = std::min(6.0, first_mw), engine_mw = (12.0 - turbine_mw / 0.5) * 0.4;
        const Solved solved = solved_of(small);
        CHECK(solved.plan.objective ==
              Approx(2.0 * (20.0 * turbine_mw + 25.0 * engine_mw + 60.0 * (10.0 - turbine_mw - engine_mw))));
        CHECK(operated(small, planning::fixed_plan(small.study, solved.plan)).plan.objective ==
              Approx(solved.plan.objective).epsilon(1e-5));
    }
}

TEST_CASE("firm capacity of a campus: margin, spare units, and half of its connection") {
    model::FirmCapacity rule = rule_of(0, -1);
    rule.margin_frac = 0.1;
    rule.spare_units = 1;
    rule.connection_credit_frac = 0.5;
    const double energy = 2.0 * 20.0 * 10.0 + 30.0 * 100.0;
    SUBCASE("one engine may fail") {  // 44 + 5 - 10
        const Solved solved = solved_of(campus(rule));
        CHECK(solved.plan.objective == Approx(39.0 * 100.0 + energy));
        REQUIRE(solved.plan.firm_capacity.size() == 1);
        const planning::FirmCapacityYear& year = solved.plan.firm_capacity[0];
        CHECK(year.peak_mw == Approx(40.0));
        CHECK(year.required_mw == Approx(49.0));
        CHECK(year.credited_mw == Approx(49.0));
        CHECK(year.price_per_mw_year == Approx(100.0));
    }
    SUBCASE("or the connection, whichever is worse") {  // 44 without it
        rule.connection_is_unit = true;
        const Solved solved = solved_of(campus(rule));
        CHECK(solved.plan.objective == Approx(44.0 * 100.0 + energy));
        REQUIRE(solved.plan.firm_capacity.size() == 2);
        CHECK(solved.plan.firm_capacity[1].without_connection);
        CHECK(solved.plan.firm_capacity[1].required_mw == Approx(44.0));
        CHECK(solved.plan.firm_capacity[0].credited_mw == Approx(54.0));
        CHECK(solved.plan.firm_capacity[0].price_per_mw_year == Approx(0.0));
    }
    SUBCASE("every number of spare units, by counting") {
        for (int spare = 0; spare <= 6; ++spare) {
            rule.spare_units = spare;
            const Solved solved = solved_of(campus(rule));
            const double credited = solved.plan.firm_capacity[0].credited_mw;
            CHECK(credited - spare * 5.0 == Approx(44.0));  // so many machines less still cover the peak and its margin
        }
    }
    SUBCASE("what cannot be is said in MW") {
        const SmallStudy small = campus(rule, 30.0);
        const Solved solved = small.solve();
        REQUIRE(solved.flat.infeasible);
        const auto explanation = planning::explain(small.study, small.profiles(), solved.program, tight(), {});
        REQUIRE(explanation.violations.size() == 1);
        CHECK(explanation.violations[0].kind == planning::LimitKind::firm_capacity);
        CHECK(explanation.violations[0].name == "campus");
        CHECK(explanation.violations[0].requested == Approx(49.0));
        CHECK(explanation.violations[0].amount == Approx(9.0).epsilon(1e-4));
    }
}

TEST_CASE("reserve margin of a region: credits of plants, stores and data centres' load") {
    SmallStudy small(2);
    small.region("a", {50.0, 80.0});
    small.data_center({.name = "hub", .draw_mw = {20.0, 20.0}, .connection_mw = 20.0});
    small.plant({.name = "coal", .capacity_mw = 110.0, .variable_cost_per_mwh = 10.0});
    small.plant(
        {.name = "sun", .capacity_mw = 100.0, .technology = model::Technology::solar, .resource_frac = {0.0, 0.0}});
    small.plant({.name = "new", .variable_cost_per_mwh = 50.0, .build = may_build(100.0, 70.0)});
    small.store({.name = "battery", .power_mw = 10.0, .energy_mwh = 20.0, .cycling_cost_per_mwh = 1.0});
    small.study.plants.firm_credit_frac = {0.8, 0.0, 0.9};
    small.study.stores.firm_credit_frac = {0.5};
    model::FirmCapacity rule = rule_of(-1, 0);
    rule.margin_frac = 0.15;
    rule.first_year = 2031;
    small.study.firm_capacity = {rule};
    // 115 - 88 - 5 = 22 MW of credit, in 2031 alone.
    const Solved solved = solved_of(small);
    CHECK(solved.plan.capacity.fleet_mw(0, 2) == Approx(0.0));
    CHECK(solved.plan.capacity.fleet_mw(1, 2) == Approx(22.0 / 0.9));
    REQUIRE(solved.plan.firm_capacity.size() == 1);
    CHECK(solved.plan.firm_capacity[0].peak_mw == Approx(100.0));
    CHECK(solved.plan.firm_capacity[0].price_per_mw_year == Approx(70.0 / 0.9));
    SUBCASE("a later rule replaces it") {
        rule.first_year = 2030;
        small.study.firm_capacity.push_back(rule);
        std::swap(small.study.firm_capacity[0], small.study.firm_capacity[1]);
        small.study.firm_capacity[1].margin_frac = 0.0;  // 7 MW of credit in 2031, 22 in 2030
        const Solved both = solved_of(small);
        CHECK(both.plan.capacity.fleet_mw(0, 2) == Approx(22.0 / 0.9));
        CHECK(both.plan.capacity.fleet_mw(1, 2) == Approx(7.0 / 0.9));
    }
}

TEST_CASE("agreements are credited by their plant, virtual ones not") {
    model::FirmCapacity rule = rule_of(0, -1);
    SmallStudy small = campus(rule);
    buy(small, small.plant({.name = "block", .technology = model::Technology::nuclear, .behind = 0}),
        {.kind = AgreementKind::baseload, .price_per_mwh = 20.0, .max_mw = 5.0});  // 40 a MW, for 20 of power and 100
    const Solved solved = solved_of(small);
    CHECK(solved.plan.capacity.fleet_mw(0, 1) == Approx(5.0));
    CHECK(solved.plan.capacity.fleet_mw(0, 0) == Approx(15.0));  // 40 - 20 of the connection - 5
}

TEST_CASE("futures each have their peak, and agreements their prices") {
    const auto future = [](double demand_mw, double price) {
        SmallStudy small;
        small.region("a", {demand_mw});
        small.plant({.name = "new", .variable_cost_per_mwh = 5.0, .build = may_build(100.0, 10.0)});
        small.study.firm_capacity = {rule_of(-1, 0)};
        small.study.firm_capacity[0].margin_frac = 0.5;
        buy(small, small.plant({.name = "block", .technology = model::Technology::nuclear}),
            {.kind = AgreementKind::baseload, .price_per_mwh = price, .min_mw = 4.0, .max_mw = 4.0});
        return small;
    };
    const SmallStudy low = future(10.0, 1.0), high = future(20.0, 9.0);
    const profiles::Profiles series[] = {low.profiles(), high.profiles()};
    planning::Program base = planning::build_program(low.study, series[0]);
    planning::Program other = planning::build_scenario(high.study, series[1], "high", low.study, base);
    std::vector<planning::Scenario> scenarios;
    scenarios.push_back({"low", 0.75, std::move(base)});
    scenarios.push_back({"high", 0.25, std::move(other)});
    const planning::ScenarioProgram joint(std::move(scenarios));
    const FlatResult flat = solve_with_clp(joint.joint());
    REQUIRE(flat.optimal);
    // 26 MW are built for the peak of 20 MW; 4 MWh are of the agreement, at 1 or at 9.
    CHECK(flat.objective * joint.scenarios()[0].program.money_unit ==
          Approx(260.0 + 0.75 * (6.0 * 5.0 + 4.0) + 0.25 * (16.0 * 5.0 + 36.0)));
}
