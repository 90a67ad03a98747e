#include "model/tariff_blocks.hpp"

#include <algorithm>

#include "model/day_type.hpp"

namespace decawatt::model {

namespace {

bool within(int first, int last, int value) {
    return first <= last ? first <= value && value <= last : value >= first || value <= last;
}

bool covers_day(TariffDays days, DayType day) {
    switch (days) {
        case TariffDays::all:
            return true;
        case TariffDays::workday:
            return day == DayType::workday;
        case TariffDays::saturday:
            return day == DayType::saturday;
        case TariffDays::holiday:
            return day == DayType::holiday || day == DayType::major_holiday;
        case TariffDays::nonworking:
            return day != DayType::workday;
    }
    return false;
}

}  // namespace

TariffHour tariff_hour(const Study& study, UtcSeconds instant) {
    const base::CivilTime local = base::civil_time(instant, study.utc_offset_s);
    const UtcSeconds midnight = base::utc_of_date(local.year, local.month, local.day, study.utc_offset_s);
    return {local.month, local.hour, day_type(study.holidays, midnight, local.weekday)};
}

std::vector<TariffHour> tariff_hours(const Study& study, const base::TimeAxis& axis) {
    std::vector<TariffHour> hours;
    hours.reserve(static_cast<std::size_t>(axis.count));
    for (std::int64_t t = 0; t < axis.count; ++t) hours.push_back(tariff_hour(study, axis.instant(t)));
    return hours;
}

bool covers_month(const TariffBlock& block, int month) {
    return within(block.first_month, block.last_month, month);
}

bool covers(const TariffBlock& block, const TariffHour& hour) {
    return covers_month(block, hour.month) && within(block.first_hour, block.last_hour, hour.hour) &&
           covers_day(block.days, hour.day);
}

double energy_price_per_mwh(const Tariffs& tariffs, std::size_t tariff, const TariffHour& hour) {
    for (const TariffBlock& block : tariffs.blocks[tariff])
        if (block.energy_price_per_mwh && covers(block, hour)) return *block.energy_price_per_mwh;
    return 0.0;
}

bool states_energy_price(const Tariffs& tariffs, std::size_t tariff) {
    return std::ranges::any_of(tariffs.blocks[tariff],
                               [](const TariffBlock& block) { return block.energy_price_per_mwh.has_value(); });
}

double adders_per_mwh(const Tariffs& tariffs, std::size_t t) {
    return tariffs.network_cost_per_mwh[t] + tariffs.levy_cost_per_mwh[t] + tariffs.losses_cost_per_mwh[t] +
           tariffs.carbon_cost_per_mwh[t];
}

std::optional<std::size_t> market_of(const Study& study, RegionIndex region) {
    const auto found = std::ranges::find(study.markets.region, region);
    if (found == study.markets.region.end()) return std::nullopt;
    return static_cast<std::size_t>(found - study.markets.region.begin());
}

double decided_cost_per_mwh(const Study& study, std::size_t tariff, const TariffHour& hour,
                            double market_price_per_mwh) {
    const Tariffs& tariffs = study.tariffs;
    if (study.planning.perspective == Perspective::system)
        return tariffs.network_cost_per_mwh[tariff] + tariffs.losses_cost_per_mwh[tariff];
    const double replaced = tariffs.bundled[tariff] ? market_price_per_mwh : 0.0;
    return adders_per_mwh(tariffs, tariff) + energy_price_per_mwh(tariffs, tariff, hour) - replaced;
}

}  // namespace decawatt::model
