// Tariffs: what a utility charges a data centre for energy, for its delivery and for the peak of a month.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace decawatt::model {

enum class TariffIndex : std::int32_t {};

enum class TariffDays : std::uint8_t { all, workday, saturday, holiday, nonworking };  // Sundays are holidays
const char* text(TariffDays days);
inline constexpr int kTariffDays = 5;

// A block of hours of a period, at the study's offset: months and hours (by their start) of the first to the last, both
// counted; where the last is before the first they run over New Year or midnight.
struct TariffBlock {
    std::string period = {};
    TariffDays days = TariffDays::all;
    int first_month = 1, last_month = 12;
    int first_hour = 0, last_hour = 23;
    std::optional<double> energy_price_per_mwh = {};
    std::optional<double> demand_charge_per_mw_month = {};  // on the highest import of the period's hours of a month
    double ratchet_frac = 0.0;       // of the calendar year's highest import of the period: the least billed in a month
    double minimum_take_frac = 0.0;  // of the connection: the least billed in a month
    bool operator==(const TariffBlock&) const = default;
};

struct Tariffs {
    std::vector<std::string> name;
    std::vector<bool> bundled;  // the energy price replaces that of the market region; false: it comes on top
    std::vector<double> network_cost_per_mwh, levy_cost_per_mwh, losses_cost_per_mwh, carbon_cost_per_mwh;
    std::vector<double> fixed_cost_per_month;
    std::vector<std::vector<TariffBlock>> blocks;
    bool operator==(const Tariffs&) const = default;
};

}  // namespace decawatt::model
