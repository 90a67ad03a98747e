#include "planning/builds.hpp"

#include <cmath>

#include "base/index.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

int last_year_of(int year, double lifetime_years) {
    return year + static_cast<int>(std::ceil(lifetime_years)) - 1;
}

const char* text(BuildKind kind) {
    switch (kind) {
        case BuildKind::plant:
            return "plant";
        case BuildKind::store_power:
            return "store power";
        case BuildKind::store_energy:
            return "store energy";
        case BuildKind::line:
            return "line";
        case BuildKind::connection:
            return "connection";
    }
    return "build";
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

}  // namespace decawatt::planning
