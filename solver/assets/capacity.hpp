// What may be built, how long it lives, and what age leaves of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/study.hpp"

namespace decawatt::assets {

// usable_energy: what an ageing store has left, which is no investment.
enum class CapacityKind : std::uint8_t { plant, store_power, store_energy, line, connection, usable_energy };

// "plant", "store power", "store energy", "line", "connection", "usable energy".
const char* text(CapacityKind kind);
std::optional<CapacityKind> capacity_kind(std::string_view text);  // none for any other text
const char* unit_of(CapacityKind kind);                            // MW or MWh

// What a plan adds of an asset in a year; of usable energy what a group of stores has left in it.
struct CapacityAddition {
    CapacityKind kind = CapacityKind::plant;
    std::string asset;  // its name in its table; of usable energy the group's
    int year = 0;
    double amount = 0.0;  // in the unit of its kind
};

// What a plan has built.
struct ExpansionPlan {
    std::vector<int> years;                // of its horizon
    std::vector<CapacityAddition> builds;  // of any year
};

// The last calendar year y with y < year + lifetime: what is built in `year` is alive to its end.
int last_year_of(int year, double lifetime_years);

// MW that may be built in `year` of a horizon; the allowed years before it add to its first year.
double limit_in_year(const model::Horizon& horizon, const model::ExpansionOption& option, int year);

// A capacity that exceeds a number of machines by less than this share of one is the rounding of a solver: no machine
// more.
inline constexpr double kUnitTolerance = 0.01;

// How many machines of `unit_mw` an amount needs: rounded up, within `tolerance_mw`; none for no more than that.
int units_for(double mw, double unit_mw, double tolerance_mw);

// Share of its capacity that a plant still has `age_years` after it was built; 1 for all but sun and wind.
double aged_frac(const model::Study& study, model::PlantIndex plant, int age_years);

}  // namespace decawatt::assets
