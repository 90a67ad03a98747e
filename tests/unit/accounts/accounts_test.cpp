// Accounts of small systems by hand, and their identities.
#include "accounts/accounts.hpp"

#include <doctest/doctest.h>

#include <cmath>

using namespace decawatt;
using namespace decawatt::accounts;
using doctest::Approx;

namespace {
base::Series table(const std::vector<std::vector<double>>& rows) {
    base::Series series(rows.size(), rows.front().size());
    for (std::size_t t = 0; t < rows.size(); ++t)
        for (std::size_t k = 0; k < rows[t].size(); ++k) series(t, k) = rows[t][k];
    return series;
}

// Two regions; coal at 0.9 t/MWh in the first, wind in the second; a data centre in the second with a gas plant of
// 0.4 t/MWh behind its meter, and a contract that counts the wind where `has_contract`.
//
// hour 1: coal 100, wind 60, gas 10; the first uses 60 and sends 40, the second uses 70 and the data centre 40.
// hour 2: coal 20, wind 80, gas 0; nothing is sent; the second uses 40 and the data centre 40.
Entities entities_of(bool has_contract) {
    const int contract = has_contract ? 0 : kNone;
    Entities entities;
    entities.regions = 2;
    entities.contracts = has_contract ? 1 : 0;
    entities.plants = {
        {0, 1, 1},      {kNone, kNone, 0}, {kNone, contract, contract}, {false, true, false}, {false, true, false},
        {0.9, 0.0, 0.4}};
    entities.corridors = {{0}, {1}, {0.0}};
    entities.center_region = {1};
    entities.center_contract = {contract};
    return entities;
}

YearFlows flows_of(bool has_contract) {
    YearFlows flows;
    flows.generation_mw = table({{100, 60, 10}, {20, 80, 0}});
    flows.forward_mw = table({{40}, {0}});
    flows.reverse_mw = table({{0}, {0}});
    flows.demand_mw = table({{60, 70}, {20, 40}});
    flows.unserved_mw = flows.spill_mw = table({{0, 0}, {0, 0}});
    flows.load_mw = table({{40}, {40}});
    flows.center_unserved_mw = flows.center_spill_mw = table({{0}, {0}});
    flows.import_mw = table({{30}, {40}});
    if (has_contract) {
        flows.deficit_mw = table({{0}, {0}});
        flows.excess_mw = table({{20}, {40}});
        flows.certified_mwh = {0.0};
    }
    return flows;
}

YearAccounts accounts_of(const Entities& entities, const YearFlows& flows) {
    return account(entities, std::span(&flows, 1));
}
}  // namespace

TEST_CASE("location-based emissions have the traced mix of the region, Scope 1 those of the plants behind the meter") {
    const YearAccounts year = accounts_of(entities_of(false), flows_of(false));
    const CenterAccounts& center = year.centers[0];
    // Hour 1: 40 MW at 0.9 in 100 MW: 0.36 t/MWh; hour 2: wind alone.
    CHECK(center.location_t == Approx(30 * 0.36));
    CHECK(center.scope_1_t == Approx(4.0));
    CHECK(center.consumption_t == Approx(30 * 0.36 + 4.0));  // it exports nothing
    CHECK(center.load_mwh == 80.0);
    CHECK(center.import_mwh == 70.0);
    CHECK(center.clean_share_frac == Approx((30 * 0.6 + 40) / 80.0));
    CHECK(year.region_mix_t_per_mwh[1] == Approx(70 * 0.36 / 110.0));
    CHECK(std::isnan(center.marginal_import_t));
    CHECK(std::isnan(center.annual_matching_frac));  // no contract
}

TEST_CASE("emissions of consumption are those of generation") {
    for (const bool has_contract : {false, true}) {
        const YearAccounts year = accounts_of(entities_of(has_contract), flows_of(has_contract));
        CHECK(year.balance.generation_t == Approx(0.9 * 120 + 4.0));
        CHECK(std::abs(year.balance.rest_t()) < 1e-12 * year.balance.generation_t);
        CHECK(year.balance.centers_t == Approx(year.centers[0].consumption_t));
    }
}

TEST_CASE("without a contract the residual mix is the mix, and market-based is location-based") {
    const YearAccounts year = accounts_of(entities_of(false), flows_of(false));
    CHECK(year.centers[0].market_t == Approx(year.centers[0].location_t).epsilon(1e-14));
    for (std::size_t r = 0; r < 2; ++r)
        CHECK(year.region_residual_t_per_mwh[r] == Approx(year.region_mix_t_per_mwh[r]).epsilon(1e-14));
}

TEST_CASE("emissions of what a market without an emission factor supplies are not known") {
    // The first region is a market that sells 10 MW in hour 1, of which nothing reaches the second in hour 2.
    Entities entities = entities_of(false);
    YearFlows flows = flows_of(false);
    entities.market_region = {0};
    flows.buy_mw = table({{10}, {0}});
    flows.sell_mw = table({{0}, {0}});
    flows.demand_mw = table({{70, 70}, {20, 40}});
    flows.market_emission_t_per_mwh = {0.0};
    const YearAccounts stated = accounts_of(entities, flows);
    CHECK(stated.balance.generation_t == Approx(0.9 * 120 + 4.0));
    CHECK(std::isfinite(stated.centers[0].location_t));
    entities.market_states_factor = {false};
    const YearAccounts year = accounts_of(entities, flows);
    const CenterAccounts& center = year.centers[0];
    for (const double unknown : {center.location_t, center.market_t, center.consumption_t, year.region_mix_t_per_mwh[0],
                                 year.region_mix_t_per_mwh[1], year.balance.generation_t})
        CHECK(std::isnan(unknown));
    CHECK(center.scope_1_t == Approx(4.0));  // of own plants
    CHECK(center.import_mwh == 70.0);
    // Of hour 2 alone all is known, because nothing is bought.
    flows.buy_mw = table({{0}, {0}});
    flows.demand_mw = table({{60, 70}, {20, 40}});
    CHECK(accounts_of(entities, flows).centers[0].location_t == Approx(30 * 0.36));
    entities.market_states_factor = {true};
    flows.buy_mw = table({{10}, {0}});
    flows.demand_mw = table({{70, 70}, {20, 40}});
    CHECK(accounts_of(entities, flows).centers[0].location_t == stated.centers[0].location_t);
}

TEST_CASE("one region with one technology has the emission factor of that technology") {
    Entities entities;
    entities.regions = 1;
    entities.plants = {{0}, {kNone}, {kNone}, {false}, {false}, {0.7}};
    entities.center_region = {0};
    entities.center_contract = {kNone};
    YearFlows flows;
    flows.generation_mw = table({{30}});
    flows.demand_mw = table({{10}});
    flows.unserved_mw = flows.spill_mw = flows.center_unserved_mw = flows.center_spill_mw = table({{0}});
    flows.load_mw = flows.import_mw = table({{20}});
    const CenterAccounts center = accounts_of(entities, flows).centers[0];
    CHECK(center.location_t == Approx(14.0));
    CHECK(center.market_t == Approx(14.0));
}

TEST_CASE("market-based emissions are those of load that the contract does not cover, at the residual mix") {
    Entities entities = entities_of(true);
    YearFlows flows = flows_of(true);
    // The contract covers 25 MW of the 40 in hour 1, 10 of which the gas plant supplies: 5 MW stay open.
    flows.deficit_mw = table({{15}, {0}});
    flows.excess_mw = table({{0}, {40}});
    const YearAccounts year = accounts_of(entities, flows);
    // Residual mix of the second region in hour 1: the coal alone, 0.9.
    CHECK(year.centers[0].market_t == Approx(5 * 0.9));
    CHECK(year.centers[0].hourly_matching_frac == Approx((25 + 40) / 80.0));
    CHECK(year.centers[0].annual_matching_frac == Approx(140.0 / 80.0));
    CHECK(year.centers[0].hourly_matching_frac <= year.centers[0].annual_matching_frac);
    // Hour 2: all that reaches the second region is contracted; its residual mix is that of the system, the coal's.
    CHECK(year.region_residual_t_per_mwh[1] == Approx(0.9));
    // Two data centres of the contract divide it by their load.
    entities.center_region = {1, 1};
    entities.center_contract = {0, 0};
    flows.load_mw = table({{30, 10}, {20, 20}});
    flows.center_unserved_mw = flows.center_spill_mw = table({{0, 0}, {0, 0}});
    flows.import_mw = table({{20, 10}, {20, 20}});
    const YearAccounts two = accounts_of(entities, flows);
    CHECK(two.centers[0].market_t == Approx(0.75 * 5 * 0.9));
    CHECK(two.centers[1].market_t == Approx(0.25 * 5 * 0.9));
}

TEST_CASE("weather years are weighted") {
    const Entities entities = entities_of(false);
    std::vector<YearFlows> weathers(2, flows_of(false));
    weathers[0].weight = 0.25;
    weathers[1].weight = 0.75;
    weathers[1].generation_mw(0, 0) = 100.0;
    const YearAccounts year = account(entities, weathers);
    CHECK(year.centers[0].location_t == Approx(30 * 0.36));
    CHECK(year.centers[0].load_mwh == 80.0);
}

TEST_CASE("marginal emissions are the derivative of the price with respect to the carbon price") {
    // Gas (0.4 t/MWh) sets the price in the first hour, coal (0.9) in the second; carbon at 10 and at 12.
    const base::Series marginal = marginal_emission(table({{44.0}, {39.0}}), table({{44.8}, {40.8}}), 2.0);
    CHECK(marginal(0, 0) == Approx(0.4));
    CHECK(marginal(1, 0) == Approx(0.9));
    const Entities entities = entities_of(false);
    YearFlows flows = flows_of(false);
    flows.import_mw(1, 0) = -5.0;
    flows.marginal_t_per_mwh = table({{1.0, 0.4}, {1.0, 0.9}});
    const CenterAccounts center = accounts_of(entities, flows).centers[0];
    CHECK(center.marginal_import_t == Approx(30 * 0.4));
    CHECK(center.marginal_export_t == Approx(5 * 0.9));
}
