// What markets give and take in a year.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

// Adds one dispatch, weighted: energy, cost and income at the market's prices, emission of what is bought.
void add_market_trade(const model::Study& study, const YearDispatch& dispatch, YearSummary& summary);

}  // namespace decawatt::planning
