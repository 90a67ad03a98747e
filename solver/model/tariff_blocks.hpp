// Which hours the blocks of a tariff cover.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/study.hpp"

namespace decawatt::model {

struct TariffHour {  // what blocks tell apart
    int month = 1, hour = 0;
    DayType day = DayType::workday;
};
TariffHour tariff_hour(const Study& study, UtcSeconds instant);
std::vector<TariffHour> tariff_hours(const Study& study, const base::TimeAxis& axis);

bool covers_month(const TariffBlock& block, int month);
bool covers(const TariffBlock& block, const TariffHour& hour);

// Of the first block that covers the hour and states one; 0 where none does.
double energy_price_per_mwh(const Tariffs& tariffs, std::size_t tariff, const TariffHour& hour);
bool states_energy_price(const Tariffs& tariffs, std::size_t tariff);

// Network use, levy, losses and carbon together.
double adders_per_mwh(const Tariffs& tariffs, std::size_t tariff);

// The market whose region is `region`; none where its grid is modelled.
std::optional<std::size_t> market_of(const Study& study, RegionIndex region);

// What the objective counts of an hour's import beside the cost of energy in its region: in the perspective of a campus
// all of the tariff, less the market's buying price where the tariff's energy price replaces it; in that of the system
// network use and losses, for the rest is a payment between members of the system. `market_price_per_mwh`: 0 where the
// region is no market.
double decided_cost_per_mwh(const Study& study, std::size_t tariff, const TariffHour& hour,
                            double market_price_per_mwh);

}  // namespace decawatt::model
