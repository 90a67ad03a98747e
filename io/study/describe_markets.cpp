#include "io/study/describe_markets.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "io/study/text_table.hpp"
#include "model/fixed_series.hpp"
#include "model/tariff_blocks.hpp"

namespace decawatt::io {

namespace {
using base::at;
constexpr std::size_t kMostRows = 24;  // of one table on a screen
constexpr double kKwPerMw = 1000.0;

std::string plain(double value) {
    return std::isnan(value) ? "-" : fmt::format("{:.10g}", value);
}

std::string range_of(const model::Study& study, const std::vector<double>& prices) {
    if (prices.empty()) return "-";
    const auto [low, high] = std::ranges::minmax(prices);
    return fmt::format("{:.4g} to {:.4g}, mean {:.4g}", low, high, model::mean_over_horizon(study, prices));
}

double hours_below_zero(const model::Study& study, const std::vector<double>& prices) {
    std::vector<double> below;
    below.reserve(prices.size());
    for (const double price : prices) below.push_back(price < 0.0 ? 1.0 : 0.0);
    return model::mean_over_horizon(study, below) * static_cast<double>(prices.size()) *
           model::year_axis(study, study.horizon.first_year).mean_step_h();
}

std::string markets(const model::Study& study) {
    const model::Markets& all = study.markets;
    if (all.region.empty()) return "";
    TextTable table{.rows = {{"market", "buys at", "sells at", "MW bought", "MW sold", "t/MWh", "hours below 0"}},
                    .texts = 3};
    for (std::size_t m = 0; m < all.region.size(); ++m)
        table.rows.push_back({study.regions.name[at(all.region[m])], range_of(study, all.buy_price_per_mwh[m]),
                              range_of(study, all.sell_price_per_mwh[m]), plain(all.buy_limit_mw[m]),
                              plain(all.sell_limit_mw[m]), plain(all.emission_t_per_mwh[m]),
                              plain(hours_below_zero(study, all.buy_price_per_mwh[m]))});
    return fmt::format("\nMarkets (prices in {}/MWh)\n", study.currency) + table.text(kMostRows);
}

// The highest demand charge of every period, and what least it bills.
std::string demand_text(const std::vector<model::TariffBlock>& blocks) {
    std::string text;
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const model::TariffBlock& block = blocks[b];
        const bool again = std::any_of(blocks.begin(), blocks.begin() + static_cast<std::ptrdiff_t>(b),
                                       [&](const model::TariffBlock& before) {
                                           return before.period == block.period && before.demand_charge_per_mw_month;
                                       });
        if (!block.demand_charge_per_mw_month || again) continue;
        text += fmt::format("{}{} {:g}", text.empty() ? "" : "; ", block.period,
                            *block.demand_charge_per_mw_month / kKwPerMw);
        if (block.ratchet_frac > 0.0) text += fmt::format(", ratchet {:g}", block.ratchet_frac);
        if (block.minimum_take_frac > 0.0) text += fmt::format(", minimum take {:g}", block.minimum_take_frac);
    }
    return text.empty() ? "-" : text;
}

std::string energy_text(const std::vector<model::TariffBlock>& blocks) {
    std::vector<double> prices;
    for (const model::TariffBlock& block : blocks)
        if (block.energy_price_per_mwh) prices.push_back(*block.energy_price_per_mwh);
    if (prices.empty()) return "-";
    const auto [low, high] = std::ranges::minmax(prices);
    return low == high ? plain(low) : fmt::format("{:g} to {:g}", low, high);
}

std::string tariffs(const model::Study& study) {
    const model::Tariffs& all = study.tariffs;
    if (all.name.empty()) return "";
    TextTable table{
        .rows = {{"data centre", "tariff", "service", "energy", "adders", "a month", "demand per kW and month"}},
        .texts = 3};
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        const model::TariffIndex tariff = study.data_centers.tariff_of(d);
        if (tariff == base::none<model::TariffIndex>) continue;
        const std::size_t t = at(tariff);
        table.rows.push_back({study.data_centers.name[d], all.name[t], all.bundled[t] ? "bundled" : "delivery",
                              energy_text(all.blocks[t]), plain(model::adders_per_mwh(all, t)),
                              plain(all.fixed_cost_per_month[t]), demand_text(all.blocks[t])});
    }
    return fmt::format("\nTariffs (in {}; perspective: {})\n", study.currency,
                       model::text(study.planning.perspective)) +
           table.text(kMostRows);
}
}  // namespace

std::string describe_markets(const model::Study& study) {
    return markets(study) + tariffs(study);
}

}  // namespace decawatt::io
