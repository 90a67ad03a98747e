#include "model/validate_markets.hpp"

#include <algorithm>
#include <cmath>

#include "model/number_text.hpp"
#include "model/tariff_blocks.hpp"

namespace decawatt::model {

namespace {
using base::at;
using base::none;

constexpr double kRounding = 1e-6;  // of prices in single precision, as results hold them

// Calls `see` with the place of every hour of the horizon in a series over it.
template <typename See>
void each_hour(const Study& study, const See& see) {
    std::size_t place = 0;
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) {
        const base::TimeAxis axis = year_axis(study, year);
        for (std::int64_t t = 0; t < axis.count; ++t) see(place++, axis.instant(t));
    }
}

std::size_t hours_of_horizon(const Study& study) {
    std::size_t hours = 0;
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year)
        hours += static_cast<std::size_t>(year_axis(study, year).count);
    return hours;
}

// The first hour at fault, and how many there are.
struct Faulty {
    std::size_t count = 0;
    UtcSeconds first = 0;
    std::string found;
    void add(UtcSeconds instant, std::string what) {
        if (count++ > 0) return;
        first = instant;
        found = std::move(what);
    }
    std::string text() const {
        return found + " at " + base::format_utc(first) +
               (count > 1 ? " and in " + std::to_string(count - 1) + " more hours" : "");
    }
};

class MarketRules {
  public:
    MarketRules(const Study& study, std::vector<Violation>& violations) : study_(study), violations_(violations) {}

    void check() {
        const Markets& markets = study_.markets;
        const std::size_t hours = hours_of_horizon(study_);
        for (std::size_t m = 0; m < markets.region.size(); ++m) {
            const bool sells = markets.sell_limit_mw[m] > 0.0;
            check_emission(m);
            if (markets.buy_price_per_mwh[m].size() != hours) {
                if (markets.buy_price_per_mwh[m].empty()) missing(m, "buy_price_per_mwh");
                continue;  // otherwise reported with its file
            }
            if (sells && markets.sell_price_per_mwh[m].empty()) missing(m, "sell_price_per_mwh");
            check_bound(m, "buy", markets.buy_price_per_mwh[m]);
            if (!sells || markets.sell_price_per_mwh[m].size() != hours) continue;
            check_bound(m, "sell", markets.sell_price_per_mwh[m]);
            check_spread(m);
        }
        for (std::size_t d = 0; d < study_.data_centers.name.size(); ++d) check_path(d, hours);
    }

  private:
    void missing(std::size_t m, const char* quantity) {
        violations_.push_back({"markets", m, "region", "no " + std::string(quantity) + " of " + name(m),
                               "a row of hourly.csv with that quantity"});
    }

    // A cap cannot count emissions that are not known.
    void check_emission(std::size_t m) {
        const Markets& markets = study_.markets;
        if (study_.emission_cap_t.empty() || markets.buy_limit_mw[m] <= 0.0) return;
        if (std::isnan(markets.emission_t_per_mwh[m]))
            violations_.push_back({"markets", m, "emission_t_per_mwh", "nothing for " + name(m),
                                   "the emission factor of purchases, because policy.csv caps emissions"});
    }

    std::string name(std::size_t m) const {
        const RegionIndex region = study_.markets.region[m];
        return region == none<RegionIndex> ? "the region" : study_.regions.name[at(region)];
    }

    void check_bound(std::size_t m, const char* what, const std::vector<double>& prices) {
        const double most = study_.planning.unserved_cost_per_mwh;
        Faulty faulty;
        each_hour(study_, [&](std::size_t t, UtcSeconds instant) {
            if (std::abs(prices[t]) > most * (1.0 + kRounding))
                faulty.add(instant, std::string(what) + "_price_per_mwh " + shortest(prices[t]));
        });
        if (faulty.count > 0)
            violations_.push_back(
                {"markets", m, "region", name(m) + ": " + faulty.text(),
                 "prices from -" + shortest(most) + " to " + shortest(most) + ", planning.unserved_cost_per_mwh"});
    }

    void check_spread(std::size_t m) {
        const auto &buy = study_.markets.buy_price_per_mwh[m], &sell = study_.markets.sell_price_per_mwh[m];
        Faulty faulty;
        each_hour(study_, [&](std::size_t t, UtcSeconds instant) {
            if (buy[t] < sell[t])
                faulty.add(instant, "buying at " + shortest(buy[t]) + " below selling at " + shortest(sell[t]));
        });
        if (faulty.count > 0)
            violations_.push_back({"markets", m, "region", name(m) + ": " + faulty.text(),
                                   "in every hour a buying price that is no less than the selling price"});
    }

    bool may_export(std::size_t d) const {
        const auto center = static_cast<DataCenterIndex>(d);
        if (study_.data_centers.terms_of(d).export_limit_mw <= 0.0) return false;
        return std::ranges::find(study_.plants.behind, center) != study_.plants.behind.end() ||
               std::ranges::find(study_.stores.behind, center) != study_.stores.behind.end();
    }

    // Import with the tariff, and export through the same connection: what the tariff adds may not be negative where
    // both are the region's, and not less than the spread of the market where that is sold.
    void check_path(std::size_t d, std::size_t hours) {
        const TariffIndex tariff = study_.data_centers.tariff_of(d);
        const RegionIndex region = study_.data_centers.region[d];
        if (tariff == none<TariffIndex> || region == none<RegionIndex> || !may_export(d)) return;
        const auto market = market_of(study_, region);
        if (market && study_.markets.buy_price_per_mwh[*market].size() != hours) return;
        Faulty faulty;
        each_hour(study_, [&](std::size_t t, UtcSeconds instant) {
            const double price = market ? study_.markets.buy_price_per_mwh[*market][t] : 0.0;
            const double cost = decided_cost_per_mwh(study_, at(tariff), tariff_hour(study_, instant), price);
            if (cost < -kRounding * (1.0 + std::abs(price)))
                faulty.add(instant, "importing costs " + shortest(price + cost) + " and exporting saves " +
                                        shortest(price) + " per MWh");
        });
        if (faulty.count > 0)
            violations_.push_back(
                {"data_centers", d, "tariff", study_.tariffs.name[at(tariff)] + ": " + faulty.text(),
                 "in every hour an import that costs no less than an export of the same hour earns, for a data centre "
                 "with plants or stores behind its connection"});
    }

    const Study& study_;
    std::vector<Violation>& violations_;
};

}  // namespace

void validate_markets(const Study& study, std::vector<Violation>& violations) {
    MarketRules(study, violations).check();
}

}  // namespace decawatt::model
