// Markets: regions whose grid is not modelled and stands as hourly prices.
#pragma once

#include <cstdint>
#include <vector>

namespace decawatt::model {

enum class RegionIndex : std::int32_t;

// One entry per market. A region that is a market buys and sells at prices that it does not move. Prices are those of
// the horizon's hours, year after year, the same in every weather year, in currency per MWh; they may be negative.
struct Markets {
    std::vector<RegionIndex> region;
    std::vector<double> buy_limit_mw, sell_limit_mw;                         // of the region's net trade
    std::vector<double> emission_t_per_mwh;                                  // of what is bought; NaN: not stated
    std::vector<std::vector<double>> buy_price_per_mwh, sell_price_per_mwh;  // sell: empty where nothing may be sold
    bool operator==(const Markets&) const = default;
};

// The side from which costs are counted: of the whole system, or of a campus that pays the prices of others.
enum class Perspective : std::uint8_t { system, campus };
const char* text(Perspective perspective);

}  // namespace decawatt::model
