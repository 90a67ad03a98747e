// Regions that are markets, on paper. Clp's tolerance is 1e-9, so 1e-7 relative is ample.
#include <limits>

#include "operation_cases.hpp"

using namespace decawatt::tests::operation_cases;

namespace {

bool has_column(const planning::Program& program, const std::string& name) {
    const auto& names = program.staircase.chains[0].column_names;
    return std::find(names.begin(), names.end(), name) != names.end();
}

SmallStudy battery_on_a_market(const std::vector<double>& buy, const std::vector<double>& sell,
                               double cycling_cost = 0.0) {
    SmallStudy small;
    small.region("grid", std::vector<double>(buy.size(), 0.0));
    small.market({.buy_price_per_mwh = buy, .sell_price_per_mwh = sell});
    small.store({.name = "battery",
                 .power_mw = 10.0,
                 .energy_mwh = 9.0,
                 .charge_efficiency_frac = 0.9,
                 .discharge_efficiency_frac = 0.9,
                 .cycling_cost_per_mwh = cycling_cost});
    return small;
}

}  // namespace

TEST_CASE("a battery buys at the low price and sells at the high one") {
    const Solved solved = solved_of(battery_on_a_market({10.0, 50.0}, {10.0, 50.0}));
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.market_buy_mw(0, 0) == Approx(10.0));  // 9 MWh stored, 8.1 given
    CHECK(d.market_sell_mw(0, 0) == Approx(0.0));
    CHECK(d.market_sell_mw(1, 0) == Approx(8.1));
    CHECK(solved.plan.objective == Approx(10.0 * 10.0 - 8.1 * 50.0));
    const auto& year = solved.plan.summary[0];
    CHECK(year.market_buy_mwh[0] == Approx(10.0));
    CHECK(year.market_sell_mwh[0] == Approx(8.1));
    CHECK(year.market_cost[0] == Approx(100.0));
    CHECK(year.market_income[0] == Approx(405.0));
    CHECK(d.price_per_mwh(0, 0) == Approx(10.0));
    CHECK(d.price_per_mwh(1, 0) == Approx(50.0));
}

TEST_CASE("what is spread between buying and selling is kept") {
    SmallStudy small;
    small.region("grid", {5.0, 5.0, 5.0});
    small.market({.buy_price_per_mwh = {30.0, 30.0, 30.0}, .sell_price_per_mwh = {20.0, 20.0, 30.0}});
    small.plant({.name = "wind",
                 .capacity_mw = 10.0,
                 .technology = model::Technology::onshore,
                 .resource_frac = {0.8, 0.0, 0.6}});
    const Solved solved = solved_of(small);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.market_sell_mw(0, 0) == Approx(3.0));
    CHECK(d.market_buy_mw(1, 0) == Approx(5.0));
    CHECK(d.market_sell_mw(2, 0) == Approx(1.0));
    CHECK(d.price_per_mwh(0, 0) == Approx(20.0));
    CHECK(d.price_per_mwh(1, 0) == Approx(30.0));
    CHECK(solved.plan.objective == Approx(5.0 * 30.0 - 3.0 * 20.0 - 1.0 * 30.0));
}

TEST_CASE("limits of a market bind, and the price is then that of what gives way") {
    SmallStudy small;
    small.region("grid", {5.0, 0.0});
    small.market({.buy_price_per_mwh = {30.0, 30.0},
                  .sell_price_per_mwh = {25.0, 25.0},
                  .buy_limit_mw = 4.0,
                  .sell_limit_mw = 2.0});
    small.plant(
        {.name = "wind", .capacity_mw = 10.0, .technology = model::Technology::onshore, .resource_frac = {0.0, 0.6}});
    const Solved solved = solved_of(small);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.market_buy_mw(0, 0) == Approx(4.0));
    CHECK(d.unserved_mw(0, 0) == Approx(1.0));
    CHECK(d.price_per_mwh(0, 0) == Approx(1000.0));
    CHECK(d.market_sell_mw(1, 0) == Approx(2.0));
    CHECK(d.price_per_mwh(1, 0) == Approx(0.0));
}

TEST_CASE("hours of equal prices have one column for buying and selling") {
    const auto equal = battery_on_a_market({10.0, 50.0}, {10.0, 50.0});
    CHECK_FALSE(has_column(planning::build_program(equal.study, equal.profiles()), "sell grid"));
    const auto mixed = battery_on_a_market({10.0, 50.0}, {10.0, 40.0});
    const planning::Program program = planning::build_program(mixed.study, mixed.profiles());
    CHECK(has_column(program, "sell grid"));
    const lp::Chain& chain = program.staircase.chains[0];
    const auto sell = std::find(chain.column_names.begin(), chain.column_names.end(), "sell grid");
    const auto row = static_cast<Eigen::Index>(sell - chain.column_names.begin());
    CHECK(chain.upper(row, 0) == 0.0);
    CHECK(chain.upper(row, 1) > 0.0);
    CHECK(solved_of(mixed).plan.objective == Approx(100.0 - 8.1 * 40.0));
}

TEST_CASE("money is counted in the median price of a market without fuel plants") {
    const auto small = battery_on_a_market({10.0, -50.0, 20.0}, {10.0, -50.0, 20.0});
    const planning::Program program = planning::build_program(small.study, small.profiles());
    CHECK(program.money_unit == Approx(20.0 * program.power_unit_mw));
}

TEST_CASE("at negative prices a battery wastes energy, which is reported, and a cycling cost prevents it") {
    // A MWh bought and at once given back costs the price on the 0.19 MWh lost, and 0.81 MWh of cycling.
    for (const double cycling_cost : {0.0, 4.0, 5.0}) {
        CAPTURE(cycling_cost);
        const Solved solved = solved_of(battery_on_a_market({-20.0, -20.0}, {-20.0, -20.0}, cycling_cost));
        const bool burns = 0.19 * 20.0 > 0.81 * cycling_cost;
        CHECK(solved.plan.summary[0].overlap_mwh == Approx(burns ? 2.0 * 8.1 : 0.0));
        CHECK(solved.plan.objective == Approx(burns ? 2.0 * (-20.0 * 1.9 + 8.1 * cycling_cost) : 0.0));
    }
}

TEST_CASE("what a market emits counts under the cap") {
    SmallStudy small;
    small.region("grid", {10.0, 10.0});
    small.market({.buy_price_per_mwh = {30.0, 30.0}, .sell_price_per_mwh = {30.0, 30.0}, .emission_t_per_mwh = 0.5});
    small.plant({.name = "geothermal", .capacity_mw = 20.0, .variable_cost_per_mwh = 60.0});
    small.study.emission_cap_t = {{2030, 5.0}};
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(10.0 * 30.0 + 10.0 * 60.0));
    CHECK(solved.plan.summary[0].emission_t == Approx(5.0));
    CHECK(solved.plan.target_prices.emission_per_t[0] == Approx(60.0));  // 30 saved on each MWh, 0.5 t
}

TEST_CASE("a cap needs no emission factor of a market that only buys") {
    SmallStudy small;
    small.region("grid", {10.0, 10.0});
    small.market({.buy_price_per_mwh = {30.0, 30.0},
                  .sell_price_per_mwh = {30.0, 30.0},
                  .buy_limit_mw = 0.0,
                  .emission_t_per_mwh = std::numeric_limits<double>::quiet_NaN()});
    small.plant({.name = "geothermal", .capacity_mw = 20.0, .variable_cost_per_mwh = 20.0});
    small.study.emission_cap_t = {{2030, 5.0}};
    const Solved solved = solved_of(small);
    CHECK(solved.plan.objective == Approx(2.0 * (20.0 * 20.0 - 10.0 * 30.0)));
    CHECK(solved.plan.summary[0].emission_t == Approx(0.0));
}

TEST_CASE("prices of a modelled region in its place give the same campus") {
    for (unsigned seed = 1; seed <= 12; ++seed) {
        CAPTURE(seed);
        Draws draws(seed);
        const auto campus = [&](SmallStudy& small, const std::vector<double>& load, const std::vector<double>& sun,
                                double capex) {
            small.data_center({.name = "campus", .draw_mw = load, .connection_mw = 60.0});
            small.plant({.name = "sun",
                         .technology = model::Technology::solar,
                         .behind = 0,
                         .resource_frac = sun,
                         .build = may_build(200.0, capex)});
            small.store({.name = "battery",
                         .charge_efficiency_frac = 0.95,
                         .discharge_efficiency_frac = 0.95,
                         .cycling_cost_per_mwh = 0.5,
                         .behind = 0,
                         .build_power = may_build(80.0, 20.0),
                         .build_energy = may_build(300.0, 15.0)});
        };
        const std::vector<double> load = draws.series(20.0, 50.0);
        std::vector<double> sun = draws.series(0.0, 1.0);
        const double capex = draws.between(100.0, 500.0);
        SmallStudy modelled;
        modelled.region("grid", draws.series(100.0, 400.0));
        for (int p = 0; p < 6; ++p)
            modelled.plant({.name = "gas " + std::to_string(p),
                            .capacity_mw = 90.0,
                            .variable_cost_per_mwh = 20.0 + 15.0 * p + draws.between(0.0, 10.0)});
        campus(modelled, load, sun, capex);
        const Solved whole = solved_of(modelled);
        const auto& d = whole.plan.dispatch[0];
        const auto prices = d.price_per_mwh.of(0);
        double cost = whole.plan.summary[0].capacity_cost + whole.plan.summary[0].store_cycling_cost.back();
        for (std::size_t t = 0; t < prices.size(); ++t) cost += prices[t] * d.data_center_import_mw(t, 0);

        SmallStudy market;
        market.region("grid", std::vector<double>(prices.size(), 0.0));
        const std::vector<double> hourly(prices.begin(), prices.end());
        market.market({.buy_price_per_mwh = hourly, .sell_price_per_mwh = hourly});
        campus(market, load, sun, capex);
        const Solved alone = solved_of(market);
        CHECK(alone.plan.objective == Approx(cost).epsilon(1e-7));
    }
}

TEST_CASE("at the selling limit of a market, sales are valued at its price") {
    // Wind of 30 and 10 MW for a hub of 10; the market takes 5 MW at 20, then the rest is not used and worth nothing.
    SmallStudy small;
    small.region("grid", {0.0, 0.0});
    small.market({.buy_price_per_mwh = {25.0, 25.0}, .sell_price_per_mwh = {20.0, 20.0}, .sell_limit_mw = 5.0});
    small.data_center({.name = "hub", .draw_mw = {10.0, 8.0}, .connection_mw = 40.0});
    small.plant({.name = "wind",
                 .capacity_mw = 30.0,
                 .technology = model::Technology::onshore,
                 .behind = 0,
                 .resource_frac = {1.0, 1.0 / 3.0}});
    small.contract("deal");
    small.study.data_centers.contract[0] = model::ContractIndex{0};
    small.study.plants.contract[0] = model::ContractIndex{0};
    const Solved solved = small.solve();
    REQUIRE(solved.flat.optimal);
    const auto& d = solved.plan.dispatch[0];
    CHECK(d.market_sell_mw(0, 0) == Approx(5.0));
    CHECK(d.price_per_mwh(0, 0) == Approx(0.0));
    CHECK(d.market_sell_mw(1, 0) == Approx(2.0));  // below the limit: the region's price is the market's
    CHECK(d.price_per_mwh(1, 0) == Approx(20.0));
    const planning::ContractYear& year = solved.plan.contracts[0][0];
    CHECK(year.sale_mwh == Approx(7.0));
    CHECK(year.sale_income == Approx(5.0 * 20.0 + 2.0 * 20.0));
    CHECK(solved.plan.summary[0].market_income[0] == Approx(year.sale_income));
    CHECK(year.supply_cost_per_mwh == Approx(-140.0 / 18.0));
}
