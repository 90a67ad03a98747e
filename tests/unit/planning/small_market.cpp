// Markets and tariffs of small studies.
#include "small_study.hpp"

namespace decawatt::tests {

void SmallStudy::market(const MarketSpec& spec) {
    auto& m = study.markets;
    study.horizon.hours_per_year =
        static_cast<int>(spec.buy_price_per_mwh.size()) * study.horizon.step_s / base::kSecondsPerHour;
    const auto over_horizon = [&](const std::vector<double>& year) {
        std::vector<double> all;
        for (int y = 0; y < study.horizon.year_count(); ++y) all.insert(all.end(), year.begin(), year.end());
        return all;
    };
    m.region.push_back(static_cast<model::RegionIndex>(spec.region));
    m.buy_limit_mw.push_back(spec.buy_limit_mw);
    m.sell_limit_mw.push_back(spec.sell_price_per_mwh.empty() ? 0.0 : spec.sell_limit_mw);
    m.emission_t_per_mwh.push_back(spec.emission_t_per_mwh);
    m.buy_price_per_mwh.push_back(over_horizon(spec.buy_price_per_mwh));
    m.sell_price_per_mwh.push_back(over_horizon(spec.sell_price_per_mwh));
}

int SmallStudy::tariff(const std::string& name, int data_center) {
    auto& t = study.tariffs;
    t.name.push_back(name);
    t.bundled.push_back(false);
    for (auto* values : {&t.network_cost_per_mwh, &t.levy_cost_per_mwh, &t.losses_cost_per_mwh, &t.carbon_cost_per_mwh,
                         &t.fixed_cost_per_month})
        values->push_back(0.0);
    t.blocks.emplace_back();
    study.data_centers.tariff.resize(study.data_centers.name.size(), base::none<model::TariffIndex>);
    study.data_centers.tariff[static_cast<std::size_t>(data_center)] =
        static_cast<model::TariffIndex>(t.name.size() - 1);
    return static_cast<int>(t.name.size()) - 1;
}

void SmallStudy::demand_charge(int tariff, double per_mw_month, int first_hour, int last_hour, double ratchet_frac,
                               double minimum_take_frac) {
    study.tariffs.blocks[static_cast<std::size_t>(tariff)].push_back(
        {.period = "hours from " + std::to_string(first_hour) + " to " + std::to_string(last_hour),
         .first_hour = first_hour,
         .last_hour = last_hour,
         .demand_charge_per_mw_month = per_mw_month,
         .ratchet_frac = ratchet_frac,
         .minimum_take_frac = minimum_take_frac});
}

void SmallStudy::energy_price(int tariff, double per_mwh, int first_hour, int last_hour) {
    study.tariffs.blocks[static_cast<std::size_t>(tariff)].push_back(
        {.period = "energy from " + std::to_string(first_hour),
         .first_hour = first_hour,
         .last_hour = last_hour,
         .energy_price_per_mwh = per_mwh});
}

}  // namespace decawatt::tests
