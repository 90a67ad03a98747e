// Prices of market regions, by hand: two hours from 1 January 2030.
#include "model/validate_markets.hpp"

#include <doctest/doctest.h>

#include <limits>

using namespace decawatt;

namespace {

model::Study market(const std::vector<double>& buy, const std::vector<double>& sell) {
    model::Study study;
    study.horizon = {.first_year = 2030, .last_year = 2030, .hours_per_year = 2};
    study.planning.unserved_cost_per_mwh = 100.0;
    study.regions.name = {"grid"};
    study.markets.region = {model::RegionIndex{0}};
    study.markets.buy_limit_mw = study.markets.sell_limit_mw = {10.0};
    study.markets.emission_t_per_mwh = {0.0};
    study.markets.buy_price_per_mwh = {buy};
    study.markets.sell_price_per_mwh = {sell};
    return study;
}

std::vector<model::Violation> found_in(const model::Study& study) {
    std::vector<model::Violation> violations;
    validate_markets(study, violations);
    return violations;
}

}  // namespace

TEST_CASE("the buying price of a market is no less than its selling price") {
    CHECK(found_in(market({40.0, 30.0}, {40.0, 20.0})).empty());
    const auto found = found_in(market({40.0, 30.0}, {40.0, 31.0}));
    REQUIRE(found.size() == 1);
    CHECK(found[0].table == "markets");
    CHECK(found[0].entry == 0U);
    CHECK(found[0].found.find("2030-01-01T01:00:00Z") != std::string::npos);
    CHECK(found[0].found.find("more hours") == std::string::npos);
    CHECK(found_in(market({40.0, 30.0}, {41.0, 31.0}))[0].found.find("and in 1 more hours") != std::string::npos);
}

TEST_CASE("prices do not exceed the cost of unserved energy") {
    CHECK(found_in(market({100.0, -100.0}, {100.0, -100.0})).empty());
    const auto dear = found_in(market({101.0, 50.0}, {50.0, 50.0}));
    REQUIRE(dear.size() == 1);
    CHECK(dear[0].found.find("buy_price_per_mwh 101 at 2030-01-01T00:00:00Z") != std::string::npos);
    const auto cheap = found_in(market({50.0, 50.0}, {50.0, -101.0}));
    REQUIRE(cheap.size() == 1);
    CHECK(cheap[0].found.find("sell_price_per_mwh -101 at 2030-01-01T01:00:00Z") != std::string::npos);
}

TEST_CASE("a cap on emissions needs the emission factor of a market that sells") {
    model::Study study = market({40.0, 30.0}, {40.0, 20.0});
    study.markets.emission_t_per_mwh = {std::numeric_limits<double>::quiet_NaN()};
    CHECK(found_in(study).empty());
    study.emission_cap_t = {{2030, 5.0}};
    const auto found = found_in(study);
    REQUIRE(found.size() == 1);
    CHECK(found[0].column == std::string("emission_t_per_mwh"));
    study.markets.buy_limit_mw = {0.0};
    CHECK(found_in(study).empty());
}

TEST_CASE("a market has a price to buy at, and one to sell at where anything may be sold") {
    auto found = found_in(market({}, {30.0, 30.0}));
    REQUIRE(found.size() == 1);
    CHECK(found[0].found == "no buy_price_per_mwh of grid");
    found = found_in(market({30.0, 30.0}, {}));
    REQUIRE(found.size() == 1);
    CHECK(found[0].found == "no sell_price_per_mwh of grid");
    model::Study study = market({30.0, 30.0}, {});
    study.markets.sell_limit_mw = {0.0};
    CHECK(found_in(study).empty());
    study.markets.sell_price_per_mwh = {{99.0, 99.0}};  // of no concern
    CHECK(found_in(study).empty());
}
