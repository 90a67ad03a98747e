#include "planning/results/trade_prices.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "model/tariff_blocks.hpp"
#include "planning/results/supply.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

// What each payer delivers to a region, net, by hour.
class Deliveries {
  public:
    Deliveries(const Study& study, const Layout& layout, const YearDispatch& d, model::RegionIndex region) {
        for (std::size_t c = 0; c < study.data_centers.name.size(); ++c)
            if (study.data_centers.region[c] == region)
                add(payer_of_data_center(study, c), d.data_center_import_mw.of(c), -1.0);
        const PlantGroups& plants = layout.groups.plants;
        for (std::size_t f = 0; f < plants.name.size(); ++f)
            if (is_in(region, plants.region[f], plants.behind[f]))
                add(payer_of(study, plants.contract[f], plants.behind[f]), d.generation_mw.of(f), 1.0);
        const StoreGroups& stores = layout.groups.stores;
        for (std::size_t s = 0; s < stores.name.size(); ++s) {
            if (!is_in(region, stores.region[s], stores.behind[s])) continue;
            const Payer payer = payer_of(study, stores.contract[s], stores.behind[s]);
            add(payer, d.discharge_mw.of(s), 1.0);
            add(payer, d.charge_mw.of(s), -1.0);
        }
    }

    // Of all payers and of the region itself, which takes what is left over, and of the market.
    double total_mw(std::size_t t, double bought_mw, double sold_mw) const {
        double delivered_mw = bought_mw, net_mw = bought_mw - sold_mw;
        for (const auto& [payer, mw] : of_payer_) {
            delivered_mw += std::max(0.0, mw[t]);
            net_mw += mw[t];
        }
        return delivered_mw + std::max(0.0, -net_mw);
    }

  private:
    // In front of meters: what is behind one is in the import of its data centre.
    static bool is_in(model::RegionIndex region, model::RegionIndex home, model::DataCenterIndex behind) {
        return home == region && behind == base::none<model::DataCenterIndex>;
    }

    void add(const Payer& payer, std::span<const double> mw, double sign) {
        if (payer == Payer{}) return;  // the region's own
        auto found = std::ranges::find(of_payer_, payer, [](const auto& one) { return one.first; });
        if (found == of_payer_.end()) found = of_payer_.insert(found, {payer, std::vector<double>(mw.size(), 0.0)});
        for (std::size_t t = 0; t < mw.size(); ++t) found->second[t] += sign * mw[t];
    }

    std::vector<std::pair<Payer, std::vector<double>>> of_payer_;
};

}  // namespace

TradePrices::TradePrices(const Study& study, const Layout& layout, const YearDispatch& dispatch)
    : study_(study),
      dispatch_(dispatch),
      delivered_mw_(static_cast<std::size_t>(dispatch.axis.count), study.markets.region.size()) {
    for (std::size_t m = 0; m < study.markets.region.size(); ++m) {
        const Deliveries deliveries(study, layout, dispatch, study.markets.region[m]);
        for (std::size_t t = 0; t < delivered_mw_.times(); ++t)
            delivered_mw_(t, m) = deliveries.total_mw(t, dispatch.market_buy_mw(t, m), dispatch.market_sell_mw(t, m));
    }
}

double TradePrices::purchase(model::RegionIndex region, std::size_t t) const {
    const auto market = model::market_of(study_, region);
    if (!market) return dispatch_.price_per_mwh(t, at(region));
    return mixed(*market, t, dispatch_.market_buy_mw(t, *market), dispatch_.market_buy_price_per_mwh(t, *market));
}

double TradePrices::sale(model::RegionIndex region, std::size_t t) const {
    const auto market = model::market_of(study_, region);
    if (!market) return dispatch_.price_per_mwh(t, at(region));
    return mixed(*market, t, dispatch_.market_sell_mw(t, *market), dispatch_.market_sell_price_per_mwh(t, *market));
}

double TradePrices::mixed(std::size_t market, std::size_t t, double traded_mw, double market_price) const {
    const double price = dispatch_.price_per_mwh(t, at(study_.markets.region[market]));
    return traded_mw > 0.0 ? price + traded_mw / delivered_mw_(t, market) * (market_price - price) : price;
}

}  // namespace decawatt::planning
