// Rows, prices and penalties of targets, on paper.
#include "operation_cases.hpp"
#include "planning/components/shortfalls.hpp"
#include "planning/layout.hpp"
#include "unit/lp/plain_program.hpp"

using namespace decawatt::tests::operation_cases;

namespace {

// A campus with `load_mw` for two hours and a contract that matches 80 % of it in a year.
SmallStudy matched(double load_mw) {
    SmallStudy small;
    small.region("a", {100.0, 100.0});
    small.contract("deal", -1.0, 0.8);
    small.data_center({.name = "hub", .draw_mw = {load_mw, load_mw}, .connection_mw = 2.0 * load_mw, .contract = 0});
    small.plant({.name = "gas", .capacity_mw = 500.0, .variable_cost_per_mwh = 20.0});
    small.plant({.name = "wind",
                 .capacity_mw = 100.0,
                 .variable_cost_per_mwh = 30.0,
                 .technology = model::Technology::onshore,
                 .contract = 0,
                 .resource_frac = {1.0, 1.0}});
    return small;
}

// Gas of 0.4 t at 50 and oil of 0.03 t at 90 a MWh, under a cap of 50 t.
SmallStudy capped() {
    SmallStudy small;
    small.region("a", {100.0, 100.0});
    for (const auto& [name, emission, cost] : {std::tuple{"gas", 0.4, 50.0}, std::tuple{"oil", 0.03, 90.0}})
        small.plant({.name = name,
                     .capacity_mw = 100.0,
                     .variable_cost_per_mwh = cost,
                     .emission_t_per_mwh_thermal = emission});
    small.study.emission_cap_t = {{2030, 50.0}};
    return small;
}

}  // namespace

TEST_CASE("a target holds for any load, however small") {
    for (const double load_mw : {50.0, 0.2}) {
        CAPTURE(load_mw);
        const Solved solved = solved_of(matched(load_mw));
        CHECK(solved.plan.contracts[0][0].annual_matching_frac == Approx(0.8));
    }
}

TEST_CASE("output that must run counts once in its contract") {
    // 50 MW that must run and the wind to be built give 80 % of 100 MW in every hour.
    SmallStudy small;
    small.region("a", {200.0, 200.0});
    small.contract("deal", 0.8);
    small.data_center({.name = "hub", .draw_mw = {100.0, 100.0}, .connection_mw = 200.0, .contract = 0});
    small.plant({.name = "gas", .capacity_mw = 500.0, .variable_cost_per_mwh = 20.0});
    small.plant({.name = "reactor",
                 .capacity_mw = 50.0,
                 .variable_cost_per_mwh = 5.0,
                 .technology = model::Technology::nuclear,
                 .contract = 0,
                 .must_run_frac = 1.0});
    small.plant({.name = "wind",
                 .variable_cost_per_mwh = 1.0,
                 .technology = model::Technology::onshore,
                 .contract = 0,
                 .resource_frac = {1.0, 1.0},
                 .build = may_build(400.0, 1000.0)});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.capacity.fleet_built_mw(0, 2) == Approx(30.0));
    CHECK(solved.plan.contracts[0][0].hourly_score_frac == Approx(0.8));
}

TEST_CASE("a target of zero has no row") {
    SmallStudy small = matched(50.0);
    small.study.contracts.annual_target_frac[0] = {{2030, 0.0}};
    CHECK(planning::build_program(small.study, small.profiles()).staircase.linking.size() == 0);
}

TEST_CASE("a cap of zero on excess is priced at the saving of a MWh of excess") {
    SmallStudy small = matched(50.0);
    small.study.contracts.annual_target_frac[0].clear();
    small.study.contracts.excess_cap_frac[0] = {{2030, 0.0}};
    small.study.plants.variable_cost_per_mwh[1] = 5.0;  // 15 below gas: more of it than the load would be sold
    const Solved solved = solved_of(small);
    CHECK(solved.plan.summary[0].fleet_generation_mwh[1] == Approx(100.0));
    CHECK(solved.plan.target_prices.excess_per_mwh(0, 0) == Approx(15.0));
}

TEST_CASE("rows of targets are in percent of the load, also in the mean of the weather years") {
    SmallStudy small = matched(50.0);
    for (const model::TargetScope scope : {model::TargetScope::each, model::TargetScope::mean}) {
        small.study.planning.target_scope = scope;
        small.weather_years({0.25, 0.75});
        const planning::Program program = planning::build_program(small.study, small.profiles());
        const bool mean = scope == model::TargetScope::mean;
        REQUIRE(program.staircase.linking.size() == (mean ? 1 : 2));
        for (const double rhs : program.staircase.linking.rhs) CHECK(rhs == Approx(80.0).epsilon(1e-12));
    }
}

TEST_CASE("a tonne above a cap costs more than the load that would have to be shed for it") {
    // The least rate counts, but no less than a tenth of the highest: 25 MWh are shed for a tonne.
    SmallStudy small = capped();
    const planning::FixedPlan fixed = plan_of(small);
    planning::FixedPlan free = fixed;
    free.prices.emission_per_t = {0.0};
    const auto check = [&](const planning::Program& program, double unserved, double dearest_plant) {
        REQUIRE(program.layout->shortfalls.size() == 1);
        const planning::ShortfallColumn& over = program.layout->shortfalls[0];
        CHECK(over.amount_per_unit == Approx(0.5));  // a percent of the cap
        CHECK(program.staircase.linking.H.coeff(planning::index_of(over.row), planning::index_of(over.variable)) ==
              -1.0);
        CHECK(over.penalty * program.money_unit / over.amount_per_unit == Approx(10.0 * unserved));
        CHECK(over.first_penalty * program.money_unit / over.amount_per_unit == Approx(10.0 * dearest_plant));
    };
    check(planning::build_operation(small.study, small.profiles(), free), 25.0 * 1000.0, 25.0 * 90.0);
    small.study.plants.fuel[1] = base::none<model::FuelIndex>;  // oil without emission: 2.5 MWh
    check(planning::build_operation(small.study, small.profiles(), free), 2.5 * 1000.0, 2.5 * 90.0);
    free.prices.emission_per_t = {7000.0};  // above both
    check(planning::build_operation(small.study, small.profiles(), free), 7000.0, 7000.0);
}

TEST_CASE("a shortfall covers the deficit of a row with a lower bound") {
    SmallStudy small = matched(50.0);
    const planning::FixedPlan fixed = plan_of(small);
    const planning::Program program = planning::build_operation(small.study, small.profiles(), fixed);
    REQUIRE(program.layout->shortfalls.size() == 1);
    const planning::ShortfallColumn& missing = program.layout->shortfalls[0];
    CHECK(program.staircase.linking.H.coeff(planning::index_of(missing.row), planning::index_of(missing.variable)) ==
          1.0);
    CHECK(missing.amount_per_unit == Approx(1.0));  // a percent of 100 MWh
}

TEST_CASE("a shortfall in the mean of weather years is in tonnes of the mean") {
    SmallStudy small = capped();
    small.study.planning.target_scope = model::TargetScope::mean;
    small.weather_years({0.25, 0.75});
    const planning::FixedPlan fixed = plan_of(small);
    const planning::Program program = planning::build_operation(small.study, small.profiles(), fixed);
    REQUIRE(program.layout->shortfalls.size() == 1);
    CHECK(program.layout->shortfalls[0].amount_per_unit == Approx(0.5));
}

TEST_CASE("the largest shortfall is what all columns together can add, entries by hour included") {
    // Row 0, at most 5: (2, -1) x of two stages with bounds 3 and 4, and by hour (1, -7) of the second column.
    lp::StaircaseProgram program = plain(lp::Matrix::Ones(1, 2), lp::Matrix::Zero(2, 1), lp::Matrix::Zero(1, 2),
                                         (lp::Matrix(2, 2) << 3.0, 3.0, 4.0, 4.0).finished());
    lp::Chain& chain = program.chains[0];
    lp::Matrix links(2, 2);
    links << 2.0, 0.0, 2.0, 0.0;
    chain.G = links.sparseView();
    for (const int row : {0, 1}) chain.by_stage.G.push_back({row, 1, (lp::Vector(2) << 1.0, -7.0).finished()});
    program.linking.rhs = (lp::Vector(2) << 5.0, 5.0).finished();
    program.linking.sense = {lp::Sense::at_most, lp::Sense::at_least};
    program.linking.H.resize(2, 2);
    program.border.cost = program.border.lower = program.border.upper = lp::Vector::Zero(2);
    chain.border_map.resize(0, 2);
    planning::Layout layout;
    for (const int i : {0, 1}) {
        planning::ShortfallColumn& shortfall = layout.shortfalls.emplace_back();
        shortfall.row = planning::LinkingRow{i};
        shortfall.variable = planning::BorderVariable{i};
    }
    planning::bound_shortfalls(layout, program);
    CHECK(program.border.upper[0] == 2.0 * 6.0 + 4.0 - 5.0 + 1.0);  // and a percent of room
    CHECK(program.border.upper[1] == 5.0 + 1.0);
    program.linking.rhs = (lp::Vector(2) << 16.5, 0.0).finished();
    planning::bound_shortfalls(layout, program);
    CHECK(program.border.upper == lp::Vector::Zero(2));  // no dispatch can miss either
}

TEST_CASE("with limited foresight purchases from a market are charged the plan's price of their emissions") {
    // 0.5 t a MWh at 40 or a plant at 80: emission costs 100 in the plan, so that the market costs 90.
    SmallStudy small;
    small.region("grid", {10.0, 10.0});
    small.study.horizon.hours_per_year = 2;
    small.market({.buy_price_per_mwh = {40.0, 40.0}, .emission_t_per_mwh = 0.5});
    small.plant({.name = "geothermal", .capacity_mw = 20.0, .variable_cost_per_mwh = 80.0});
    small.study.emission_cap_t = {{2030, 5.0}};
    planning::FixedPlan fixed = plan_of(small);
    for (const auto& [price, bought_mw] : {std::pair{100.0, 0.0}, {60.0, 10.0}}) {  // 90 and 70
        fixed.prices.emission_per_t = {price};
        CAPTURE(fixed.prices.emission_per_t[0]);
        const auto operation = operated(small, fixed, windows(1, 1));
        for (const double mw : operation.plan.dispatch[0].market_buy_mw.of(0))
            CHECK(mw == Approx(bought_mw).scale(10.0).epsilon(1e-5));
    }
}
