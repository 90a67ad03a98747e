#include "assets/capacity.hpp"

#include <algorithm>
#include <cmath>

#include "base/index.hpp"

namespace decawatt::assets {

using base::at;
using model::Study;

int last_year_of(int year, double lifetime_years) {
    return year + static_cast<int>(std::ceil(lifetime_years)) - 1;
}

const char* text(CapacityKind kind) {
    switch (kind) {
        case CapacityKind::plant:
            return "plant";
        case CapacityKind::store_power:
            return "store power";
        case CapacityKind::store_energy:
            return "store energy";
        case CapacityKind::line:
            return "line";
        case CapacityKind::connection:
            return "connection";
        case CapacityKind::usable_energy:
            return "usable energy";
    }
    return "";
}

std::optional<CapacityKind> capacity_kind(std::string_view text) {
    for (int k = 0; k <= static_cast<int>(CapacityKind::usable_energy); ++k)
        if (const auto kind = static_cast<CapacityKind>(k); assets::text(kind) == text) return kind;
    return std::nullopt;
}

const char* unit_of(CapacityKind kind) {
    return kind == CapacityKind::store_energy || kind == CapacityKind::usable_energy ? "MWh" : "MW";
}

double limit_in_year(const model::Horizon& horizon, const model::ExpansionOption& option, int year) {
    const int from = year == horizon.first_year ? option.first_year : std::max(option.first_year, year);
    const int allowed_years = std::min(year, option.last_year) - from + 1;
    return std::min(option.limit, option.limit_per_year * std::max(0, allowed_years));
}

int units_for(double mw, double unit_mw, double tolerance_mw) {
    constexpr double kMost = 1e9;  // an int holds them
    return mw <= tolerance_mw ? 0 : static_cast<int>(std::min(kMost, std::ceil((mw - tolerance_mw) / unit_mw)));
}

double aged_frac(const Study& study, model::PlantIndex plant, int age_years) {
    const auto system = study.plants.pv_system[at(plant)];
    const auto turbine = study.plants.turbine[at(plant)];
    double yearly_frac = 0.0;
    if (system != base::none<model::PvSystemIndex>)
        yearly_frac = study.pv_systems.degradation_frac_per_year[at(system)];
    else if (turbine != base::none<model::TurbineIndex> && !study.turbines.rules.empty())
        yearly_frac = study.turbines.rules[at(turbine)].degradation_frac_per_year;
    return std::pow(1.0 - yearly_frac, age_years);
}

}  // namespace decawatt::assets
