// What markets give and take in a year.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

// A purchase below a kilowatt is the rounding of a solution.
inline constexpr double kLeastPurchaseMw = 1e-3;

inline bool buys(const YearDispatch& dispatch, std::size_t market, std::size_t t) {
    return dispatch.market_buy_mw(t, market) > kLeastPurchaseMw;
}

// Adds one dispatch, weighted: energy, cost and income at the market's prices, emission of what is bought: NaN where
// the market states no emission factor.
void add_market_trade(const model::Study& study, const YearDispatch& dispatch, YearSummary& summary);

}  // namespace decawatt::planning
