// What payers pay and earn in the region of a market whose limits bind, on paper. Clp's tolerance is 1e-9.
#include <cmath>
#include <limits>

#include "operation_cases.hpp"

using namespace decawatt::tests::operation_cases;

namespace {

// A hub with wind behind its meter, in a market region with demand and gas of its own.
struct Hub {
    double load_mw, wind_mw, wind_cost = 0.0;
};

SmallStudy market_region(double demand_mw, double gas_cost, const MarketSpec& market, const std::vector<Hub>& hubs) {
    SmallStudy small;
    small.region("grid", {demand_mw});
    small.market(market);
    small.plant({.name = "gas", .capacity_mw = 50.0, .variable_cost_per_mwh = gas_cost});
    for (std::size_t h = 0; h < hubs.size(); ++h) {
        const std::string name = "hub " + std::to_string(h);
        small.data_center({.name = name, .draw_mw = {hubs[h].load_mw}, .connection_mw = 60.0});
        small.plant({.name = "wind of " + name,
                     .capacity_mw = hubs[h].wind_mw,
                     .variable_cost_per_mwh = hubs[h].wind_cost,
                     .technology = model::Technology::onshore,
                     .behind = static_cast<int>(h),
                     .resource_frac = {1.0}});
    }
    return small;
}

}  // namespace

TEST_CASE(
    "at the selling limit a hub earns the market's price for what the market takes, and the region's for the rest") {
    // The market takes 5 MW at 20, the region 4; 11 of 30 MW of wind at a cost of 3 are not used, so a MWh is worth 3.
    const SmallStudy small =
        market_region(4.0, 40.0, {.buy_price_per_mwh = {25.0}, .sell_price_per_mwh = {20.0}, .sell_limit_mw = 5.0},
                      {{.load_mw = 10.0, .wind_mw = 30.0, .wind_cost = 3.0}});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.dispatch[0].market_sell_mw(0, 0) == Approx(5.0));
    CHECK(solved.plan.dispatch[0].price_per_mwh(0, 0) == Approx(3.0));
    const planning::SupplyYear& hub = solved.plan.data_center_supply[0][0];
    CHECK(hub.sale_mwh == Approx(9.0));
    CHECK(hub.sale_income == Approx(5.0 * 20.0 + 4.0 * 3.0));
    CHECK(hub.supply_cost_per_mwh == Approx((19.0 * 3.0 - 112.0) / 10.0));
}

TEST_CASE("hubs share what the market takes by what they deliver") {
    // 6 and 3 MW for a demand of 8 and a market of 5: gas at 10 gives the 4 that are missing.
    const SmallStudy small =
        market_region(8.0, 10.0, {.buy_price_per_mwh = {25.0}, .sell_price_per_mwh = {20.0}, .sell_limit_mw = 5.0},
                      {{.load_mw = 2.0, .wind_mw = 8.0}, {.load_mw = 1.0, .wind_mw = 4.0}});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.dispatch[0].price_per_mwh(0, 0) == Approx(10.0));
    const double price = 10.0 + 5.0 / 9.0 * (20.0 - 10.0);
    CHECK(solved.plan.data_center_supply[0][0].sale_income == Approx(6.0 * price));
    CHECK(solved.plan.data_center_supply[0][1].sale_income == Approx(3.0 * price));
    CHECK(9.0 * price == Approx(5.0 * 20.0 + 4.0 * 10.0));  // what market and region pay: nothing is left over
}

TEST_CASE(
    "at the buying limit a hub pays the market's price for what the market gives, and the region's for the rest") {
    // Of 10 MW the market gives 8 at 30; gas of the region gives the rest, and serves the region's 6, at 70.
    SmallStudy small = market_region(6.0, 70.0, {.buy_price_per_mwh = {30.0}, .buy_limit_mw = 8.0},
                                     {{.load_mw = 10.0, .wind_mw = 0.5}});
    const Solved solved = solved_of(small);
    CHECK(solved.plan.dispatch[0].price_per_mwh(0, 0) == Approx(70.0));
    const planning::SupplyYear& hub = solved.plan.data_center_supply[0][0];
    CHECK(hub.purchase_mwh == Approx(9.5));
    CHECK(hub.purchase_cost == Approx(8.0 * 30.0 + 1.5 * 70.0));
    // With a tariff the bill is that of the import, and the cost of supply the same bill.
    const int tariff = small.tariff("delivery", 0);
    small.energy_price(tariff, 2.0);
    const Solved billed = solved_of(small);
    double bill = 0.0;
    for (const planning::MonthlyBill& month : billed.plan.summary[0].bills[0]) bill += month.total();
    CHECK(bill == Approx(9.5 * (30.0 + 2.0)));
    CHECK(billed.plan.data_center_supply[0][0].supply_cost_per_mwh == Approx(bill / 10.0));
}

TEST_CASE("a campus at the buying limit of its market pays what it buys, not what it lacks") {
    SmallStudy small = market_region(0.0, 200.0, {.buy_price_per_mwh = {30.0}, .buy_limit_mw = 8.0},
                                     {{.load_mw = 10.0, .wind_mw = 0.5}});
    small.study.plants.capacity_mw[0] = 0.0;  // no gas: the rest is unserved
    const Solved solved = solved_of(small);
    CHECK(solved.plan.dispatch[0].price_per_mwh(0, 0) == Approx(1000.0));
    CHECK(solved.plan.data_center_supply[0][0].purchase_cost == Approx(8.0 * 30.0));
}

TEST_CASE("emissions of what is bought from a market without an emission factor are not known") {
    constexpr double kNotStated = std::numeric_limits<double>::quiet_NaN();
    const auto summary = [](double factor, double price) {
        const SmallStudy small =
            market_region(6.0, 70.0, {.buy_price_per_mwh = {price}, .buy_limit_mw = 8.0, .emission_t_per_mwh = factor},
                          {{.load_mw = 10.0, .wind_mw = 0.5}});
        return solved_of(small).plan.summary[0];
    };
    const planning::YearSummary unknown = summary(kNotStated, 30.0), zero = summary(0.0, 30.0),
                                unused = summary(kNotStated, 90.0);
    CHECK(std::isnan(unknown.market_emission_t[0]));
    CHECK(std::isnan(unknown.data_center_grid_emission_t[0]));
    CHECK(std::isnan(unknown.emission_t));
    CHECK(unknown.data_center_own_emission_t[0] == 0.0);
    CHECK(zero.market_emission_t[0] == 0.0);
    CHECK(zero.data_center_grid_emission_t[0] == 0.0);
    CHECK(unused.market_buy_mwh[0] == Approx(0.0));
    CHECK(unused.market_emission_t[0] == 0.0);
    CHECK(unused.data_center_grid_emission_t[0] == 0.0);
    CHECK(unused.emission_t == 0.0);
}
