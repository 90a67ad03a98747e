#include "io/study/read_markets.hpp"

#include <limits>

#include "io/study/year_tables.hpp"
#include "model/fixed_series.hpp"

namespace decawatt::io {

namespace {
constexpr double kNotStated = std::numeric_limits<double>::quiet_NaN();
}  // namespace

void read_markets(const Reading& reading, model::Study& study) {
    const Names regions = reading.names("regions", study.regions.name);
    model::Markets& markets = study.markets;
    for (const Row& row : reading.rows("markets")) {
        markets.region.push_back(row.reference<model::RegionIndex>("region", regions));
        markets.buy_limit_mw.push_back(row.number("buy_limit_mw"));
        markets.sell_limit_mw.push_back(row.number("sell_limit_mw"));
        markets.emission_t_per_mwh.push_back(row.number("emission_t_per_mwh", kNotStated));
    }
    markets.buy_price_per_mwh.resize(markets.region.size());
    markets.sell_price_per_mwh.resize(markets.region.size());
}

void read_tariffs(const Reading& reading, model::Tariffs& tariffs) {
    for (const Row& row : reading.rows("tariffs")) {
        tariffs.name.push_back(row.text("name"));
        tariffs.bundled.push_back(row.choice("service") != 1U);
        tariffs.network_cost_per_mwh.push_back(row.number("network_cost_per_mwh"));
        tariffs.levy_cost_per_mwh.push_back(row.number("levy_cost_per_mwh"));
        tariffs.losses_cost_per_mwh.push_back(row.number("losses_cost_per_mwh"));
        tariffs.carbon_cost_per_mwh.push_back(row.number("carbon_cost_per_mwh"));
        tariffs.fixed_cost_per_month.push_back(row.number("fixed_cost_per_month"));
    }
    tariffs.blocks.resize(tariffs.name.size());
    const Names names = reading.names("tariffs", tariffs.name);
    for (const Row& row : reading.rows("tariff_periods")) {
        const auto tariff = row.reference<model::TariffIndex>("tariff", names);
        model::TariffBlock block{.period = row.text("period"),
                                 .days = row.choice_or("day_type", model::TariffDays::all),
                                 .first_month = row.integer("first_month"),
                                 .last_month = row.integer("last_month"),
                                 .first_hour = row.integer("first_hour"),
                                 .last_hour = row.integer("last_hour"),
                                 .energy_price_per_mwh = row.stated_number("energy_price_per_mwh"),
                                 .demand_charge_per_mw_month = row.stated_number("demand_charge_per_kw_month"),
                                 .ratchet_frac = row.number("ratchet_frac"),
                                 .minimum_take_frac = row.number("minimum_take_frac")};
        if (block.demand_charge_per_mw_month) *block.demand_charge_per_mw_month *= kKwPerMw;
        if (tariff != base::none<model::TariffIndex>) tariffs.blocks[base::at(tariff)].push_back(std::move(block));
    }
}

void complete_market_demand(model::Study& study) {
    if (study.horizon.first_year == 0) return;  // without a horizon no hour is known
    std::size_t hours = 0;
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year)
        hours += static_cast<std::size_t>(model::year_axis(study, year).count);
    for (const model::RegionIndex region : study.markets.region) {
        if (region == base::none<model::RegionIndex> || !study.regions.annual_energy_mwh[base::at(region)].empty() ||
            model::fixed_demand_mw(study, region))
            continue;
        study.fixed.demand.push_back({region, std::vector<double>(hours, 0.0)});
    }
}

}  // namespace decawatt::io
