// Prices at which the payers of a study buy from and sell to a region.
#pragma once

#include "planning/layout.hpp"

namespace decawatt::planning {

// The price of the region, but in that of a market what goes through the market has the market's price: at a limit of
// the market the two differ. The energy of a region is mixed: of what payers deliver, the market takes the share that
// its sales have of all deliveries, and of what they draw, it gives the share that its purchases have. So what payers
// pay is what payers and market receive. A payer delivers or draws what its assets and data centres do together; so
// does what is left, the region's own demand, plants, stores and lines.
class TradePrices {
  public:
    TradePrices(const model::Study& study, const Layout& layout, const YearDispatch& dispatch);

    double purchase(model::RegionIndex region, std::size_t t) const;  // per MWh; NaN: the region has no price
    double sale(model::RegionIndex region, std::size_t t) const;

  private:
    double mixed(std::size_t market, std::size_t t, double traded_mw, double market_price) const;

    const model::Study& study_;
    const YearDispatch& dispatch_;
    base::Series delivered_mw_;  // × market: to its region by all that deliver, the market included
};

}  // namespace decawatt::planning
