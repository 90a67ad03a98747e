#include "assets/tariff_periods.hpp"

#include <algorithm>

namespace decawatt::assets {

namespace {

DemandPeriod& named(std::vector<DemandPeriod>& periods, const model::TariffBlock& block, std::size_t hours) {
    const auto found = std::ranges::find(periods, block.period, &DemandPeriod::name);
    if (found != periods.end()) return *found;
    DemandPeriod period;
    period.name = block.period;
    period.ratchet_frac = block.ratchet_frac;
    period.minimum_take_frac = block.minimum_take_frac;
    period.covers.assign(hours, false);
    return periods.emplace_back(std::move(period));
}

}  // namespace

bool DemandPeriod::is_charged() const {
    for (std::size_t m = 0; m < charge_per_mw.size(); ++m)
        if (in_month[m] && charge_per_mw[m] > 0.0) return true;
    return false;
}

std::vector<DemandPeriod> demand_periods(const model::Study& study, std::size_t tariff, const base::TimeAxis& axis) {
    const std::vector<model::TariffHour> hours = model::tariff_hours(study, axis);
    std::vector<DemandPeriod> periods;
    for (const model::TariffBlock& block : study.tariffs.blocks[tariff]) {
        if (!block.demand_charge_per_mw_month) continue;
        DemandPeriod& period = named(periods, block, hours.size());
        for (std::size_t m = 0; m < period.charge_per_mw.size(); ++m)
            if (model::covers_month(block, static_cast<int>(m) + 1))
                period.charge_per_mw[m] = *block.demand_charge_per_mw_month;
        for (std::size_t t = 0; t < hours.size(); ++t)
            if (model::covers(block, hours[t])) {
                period.covers[t] = true;
                period.in_month[static_cast<std::size_t>(hours[t].month - 1)] = true;
            }
    }
    return periods;
}

std::array<double, base::kMonthsPerYear> billed_mw(const DemandPeriod& period,
                                                   const std::array<double, base::kMonthsPerYear>& peak_mw,
                                                   double connection_mw) {
    const double highest = *std::ranges::max_element(peak_mw);
    const double least = std::max(period.ratchet_frac * highest, period.minimum_take_frac * connection_mw);
    std::array<double, base::kMonthsPerYear> billed = {};
    for (std::size_t m = 0; m < billed.size(); ++m)
        if (period.in_month[m]) billed[m] = std::max(peak_mw[m], least);
    return billed;
}

}  // namespace decawatt::assets
