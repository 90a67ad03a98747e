// What markets give and take in a year.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

// Whether a market's region buys in an hour: more than the rounding of a solution.
bool buys(const model::Markets& markets, const YearDispatch& dispatch, std::size_t market, std::size_t t);

// Adds one dispatch, weighted: energy, cost and income at the market's prices, emission of what is bought: NaN where
// the market states no emission factor.
void add_market_trade(const model::Study& study, const YearDispatch& dispatch, YearSummary& summary);

}  // namespace decawatt::planning
