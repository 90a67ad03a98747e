#include "planning/components/markets.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "model/fixed_series.hpp"
#include "planning/assembly.hpp"
#include "planning/reading.hpp"

namespace decawatt::planning {

using base::at;

namespace {

Hours prices_of(const ChainAssembly& chain, const std::vector<double>& horizon, double factor) {
    const auto year = model::hours_of_year(chain.study(), horizon, chain.view.year.year);
    Hours prices(year.begin(), year.end());
    for (double& price : prices) price *= factor;
    return prices;
}

// A cap on emission, or its price in the operation of a fixed plan, tells buying from selling.
bool counts_emission(const ChainAssembly& chain, std::size_t market) {
    const EmissionTarget& target = chain.targets.emission;
    const model::Markets& markets = chain.study().markets;
    return markets.buy_limit_mw[market] > 0.0 && markets.emission_t_per_mwh[market] != 0.0 &&
           (exists(target.row) || target.cost != 0.0);
}

MarketColumns::Trade add_trade(ChainAssembly& chain, std::size_t m) {
    const model::Markets& markets = chain.study().markets;
    const Row balance = chain.columns.regions.balance[at(markets.region[m])];
    const std::string& name = chain.study().regions.name[at(markets.region[m])];
    const double buy_limit = markets.buy_limit_mw[m] / chain.units.power_mw;
    const double sell_limit = markets.sell_limit_mw[m] / chain.units.power_mw;
    const Hours buy_cost = prices_of(chain, markets.buy_price_per_mwh[m], chain.cost_factor);
    Hours sell_cost(chain.view.hours(), 0.0);
    if (sell_limit > 0.0) sell_cost = prices_of(chain, markets.sell_price_per_mwh[m], -chain.cost_factor);
    const bool may_join = buy_limit > 0.0 && sell_limit > 0.0 && !counts_emission(chain, m);
    MarketColumns::Trade trade;
    trade.shift.assign(chain.view.hours(), 0.0);
    Hours buy(chain.view.hours(), buy_limit), sell(chain.view.hours(), sell_limit);
    for (std::size_t t = 0; t < buy.size(); ++t) {
        if (!may_join || buy_cost[t] != -sell_cost[t]) continue;
        trade.shift[t] = sell_limit;
        buy[t] += sell_limit;
        sell[t] = 0.0;
        chain.offset -= chain.axis().step_weight(t) * buy_cost[t] * sell_limit;
    }
    chain.builder.add_to_rhs(balance, trade.shift, 1.0);
    ColumnSpec bought{.name = "buy " + name, .rows = {{balance, 1.0}}, .hourly_cost = buy_cost};
    if (counts_emission(chain, m)) {
        const double emission = markets.emission_t_per_mwh[m];
        bought.linking.emplace_back(chain.targets.emission.row, emission * chain.targets.emission.per_unit);
        bought.target_cost = emission * chain.targets.emission.cost;
    }
    trade.buy = chain.builder.add_column(std::move(bought), std::move(buy));
    trade.sell = chain.builder.add_column(
        {.name = "sell " + name, .rows = {{balance, -1.0}}, .hourly_cost = std::move(sell_cost)}, std::move(sell));
    return trade;
}

}  // namespace

void add_markets(ChainAssembly& chain) {
    for (std::size_t m = 0; m < chain.study().markets.region.size(); ++m)
        chain.columns.markets.trade.push_back(add_trade(chain, m));
}

namespace {

void read_prices(const model::Study& study, std::size_t m, YearDispatch& d) {
    const model::Markets& markets = study.markets;
    const auto put = [&](const std::vector<double>& horizon, base::Series& series) {
        std::ranges::copy(model::hours_of_year(study, horizon, d.year), series.of(m).begin());
    };
    put(markets.buy_price_per_mwh[m], d.market_buy_price_per_mwh);
    if (markets.sell_limit_mw[m] > 0.0) put(markets.sell_price_per_mwh[m], d.market_sell_price_per_mwh);
}

}  // namespace

void read_markets(const ChainReading& reading, YearDispatch& d) {
    const auto& trades = reading.columns.markets.trade;
    if (trades.empty()) return;
    d.market_buy_mw = d.market_sell_mw = base::Series(reading.hours(), trades.size());
    d.market_buy_price_per_mwh = d.market_sell_price_per_mwh =
        base::Series(reading.hours(), trades.size(), std::numeric_limits<double>::quiet_NaN());
    for (std::size_t m = 0; m < trades.size(); ++m) {
        read_prices(reading.view.study, m, d);
        for (std::size_t t = 0; t < reading.hours(); ++t) {
            const double net =
                reading.mw(trades[m].buy, t) - reading.power_mw * trades[m].shift[t] - reading.mw(trades[m].sell, t);
            d.market_buy_mw(t, m) = std::isnan(net) ? net : std::max(0.0, net);
            d.market_sell_mw(t, m) = std::isnan(net) ? net : std::max(0.0, -net);
        }
    }
}

}  // namespace decawatt::planning
