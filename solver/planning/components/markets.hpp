// Markets: regions that buy and sell at the hourly prices of a grid that is not modelled.
//
// b_t - s_t in the balance of the region, at a cost of p_t b_t - q_t s_t; 0 ≤ b_t ≤ B, 0 ≤ s_t ≤ S, p_t ≥ q_t. In hours
// with p_t = q_t one column stands for both, b_t in [0, B + S] less S: two columns would differ in nothing.
#pragma once

#include <vector>

#include "planning/asset_names.hpp"
#include "planning/handles.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;
struct YearDispatch;

struct MarketColumns {
    struct Trade {
        Column buy = base::none<Column>, sell = base::none<Column>;
        Hours shift;  // of `buy`, program units: S in hours of equal prices, else 0
    };
    std::vector<Trade> trade;  // by market
};

void add_markets(ChainAssembly& chain);
void read_markets(const ChainReading& reading, YearDispatch& dispatch);  // net of what is bought and sold at once

}  // namespace decawatt::planning
