#include "planning/components/tariffs.hpp"

#include <algorithm>

#include "base/error.hpp"
#include "model/fixed_series.hpp"
#include "model/tariff_blocks.hpp"
#include "planning/assembly.hpp"

namespace decawatt::planning {

using base::at;

namespace {

Hours cost_of_hours(const ChainAssembly& chain, std::size_t d) {
    const model::Study& study = chain.study();
    const auto market = model::market_of(study, study.data_centers.region[d]);
    const auto price = market
                           ? model::hours_of_year(study, study.markets.buy_price_per_mwh[*market], chain.view.year.year)
                           : std::span<const double>();
    const std::vector<model::TariffHour> hours = model::tariff_hours(study, chain.view.year.axis);
    Hours cost(hours.size());
    for (std::size_t t = 0; t < hours.size(); ++t)
        cost[t] = chain.cost_factor * model::decided_cost_per_mwh(study, at(study.data_centers.tariff_of(d)), hours[t],
                                                                  price.empty() ? 0.0 : price[t]);
    if (std::ranges::all_of(cost, [](double c) { return c == 0.0; })) cost.clear();
    return cost;
}

// The fixed charge of the months that the chain has hours in.
void add_fixed_charge(ChainAssembly& chain, std::size_t d) {
    if (chain.study().planning.perspective != model::Perspective::campus) return;
    const double per_month = chain.study().tariffs.fixed_cost_per_month[at(chain.study().data_centers.tariff_of(d))];
    const std::vector<int>& month = chain.view.month;
    const auto months = std::count_if(month.begin(), month.end(),
                                      [&, before = -1](int m) mutable { return std::exchange(before, m) != m; });
    chain.offset += per_month * static_cast<double>(months) * chain.cost_factor /
                    (chain.units.power_mw * chain.axis().mean_step_h());
}

}  // namespace

bool has_tariff(const model::Study& study, std::size_t data_center) {
    return study.data_centers.tariff_of(data_center) != base::none<model::TariffIndex>;
}

double most_import_mw(const model::Study& study, const std::vector<Investment>& investments, std::size_t data_center,
                      int year) {
    double most_mw = assets::planned_connection(study, data_center, year).total();
    for (const Investment& investment : investments)
        if (is_connection(investment.kind) && investment.group == data_center && investment.in_service(year))
            most_mw += investment.limit;
    return most_mw;
}

ImportTariff import_tariff(const ChainAssembly& chain, std::size_t data_center) {
    ImportTariff tariff;
    if (!has_tariff(chain.study(), data_center)) return tariff;
    const CenterTariff& center = chain.columns.tariffs.centers[data_center];
    tariff.hourly_cost = cost_of_hours(chain, data_center);
    for (const PeakState& peak : center.peaks) tariff.rows.emplace_back(peak.import_row, -1.0);
    return tariff;
}

void add_tariff_rows(ChainAssembly& chain) {
    const model::Study& study = chain.study();
    TariffColumns& columns = chain.columns.tariffs;
    if (study.data_centers.tariff.empty()) return;
    columns.centers.resize(study.data_centers.name.size());
    columns.month = chain.view.month;
    for (std::size_t d = 0; d < columns.centers.size(); ++d) {
        if (!has_tariff(study, d)) continue;
        add_fixed_charge(chain, d);
        columns.centers[d].peaks = add_peak_rows(chain, d);
    }
}

void add_tariff_columns(ChainAssembly& chain) {
    auto& centers = chain.columns.tariffs.centers;
    for (std::size_t d = 0; d < centers.size(); ++d)
        add_peak_columns(chain, d, chain.columns.connections.firm[d], centers[d].peaks);
}

}  // namespace decawatt::planning
