#include "planning/results/market_summary.hpp"

#include <cmath>

#include "model/fixed_series.hpp"

namespace decawatt::planning {

namespace {

bool is_bought_from(const YearDispatch& d, std::size_t m) {
    for (std::size_t t = 0; t < d.market_buy_mw.times(); ++t)
        if (buys(d, m, t)) return true;
    return false;
}

}  // namespace

void add_market_trade(const model::Study& study, const YearDispatch& d, YearSummary& s) {
    const model::Markets& markets = study.markets;
    const std::size_t count = markets.region.size();
    for (auto* values : {&s.market_buy_mwh, &s.market_sell_mwh, &s.market_cost, &s.market_income, &s.market_emission_t})
        values->resize(count, 0.0);
    for (std::size_t m = 0; m < count; ++m) {
        const auto buy = model::hours_of_year(study, markets.buy_price_per_mwh[m], d.year);
        const bool sells = markets.sell_limit_mw[m] > 0.0;
        const auto sell = sells ? model::hours_of_year(study, markets.sell_price_per_mwh[m], d.year) : buy;
        double bought_mwh = 0.0;
        for (std::size_t t = 0; t < buy.size(); ++t) {
            const double factor = d.weight * d.axis.step_h(t);
            const double buy_mwh = factor * d.market_buy_mw(t, m), sell_mwh = factor * d.market_sell_mw(t, m);
            bought_mwh += buy_mwh;
            s.market_sell_mwh[m] += sell_mwh;
            s.market_cost[m] += buy[t] * buy_mwh;
            s.market_income[m] += sell[t] * sell_mwh;
        }
        s.market_buy_mwh[m] += bought_mwh;
        if (!std::isnan(markets.emission_t_per_mwh[m]))
            s.market_emission_t[m] += markets.emission_t_per_mwh[m] * bought_mwh;
        else if (is_bought_from(d, m))
            s.market_emission_t[m] = markets.emission_t_per_mwh[m];
    }
}

}  // namespace decawatt::planning
