// Capacity additions: kinds, lifetimes, limits, whole machines and degradation.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/study.hpp"

namespace decawatt::assets {

// connection: the firm part of it. usable_energy: what an ageing store has left, which is no investment.
enum class CapacityKind : std::uint8_t {
    plant,
    store_power,
    store_energy,
    line,
    connection,
    nonfirm_connection,
    usable_energy
};

// "plant", "store power", "store energy", "line", "connection", "non-firm connection", "usable energy".
const char* text(CapacityKind kind);
std::optional<CapacityKind> capacity_kind(std::string_view text);  // none for any other text
bool is_connection(CapacityKind kind);                             // firm or non-firm
const char* unit_of(CapacityKind kind);                            // MW or MWh

// Capacity of an asset that a plan adds in a year. For usable_energy: the remaining energy of a store group in the
// year.
struct CapacityAddition {
    CapacityKind kind = CapacityKind::plant;
    std::string asset;  // name in the asset's table; for usable_energy of the store group
    int year = 0;
    double amount = 0.0;  // in the unit of its kind
};

// Capacity additions of a plan.
struct ExpansionPlan {
    std::vector<int> years;                // of its horizon
    std::vector<CapacityAddition> builds;  // of any year
};

// The last calendar year y with y < year + lifetime: capacity built in `year` is retired at the end of y.
int last_year_of(int year, double lifetime_years);

// MW that may be built in `year` of a horizon; limits of earlier years are added to that of its first year.
double limit_in_year(const model::Horizon& horizon, const model::ExpansionOption& option, int year);

// A capacity that exceeds a number of machines by less than this fraction of a machine is not rounded up, because the
// excess is within the accuracy of the solver.
inline constexpr double kUnitTolerance = 0.01;

// Number of machines of `unit_mw` that an amount needs: rounded up, after deducting `tolerance_mw`.
int units_for(double mw, double unit_mw, double tolerance_mw);

// Remaining fraction of a plant's capacity `age_years` after it was built; 1 except for solar and wind.
double aged_frac(const model::Study& study, model::PlantIndex plant, int age_years);

}  // namespace decawatt::assets
