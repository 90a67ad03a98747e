// What may be built, how long it lives, and what age leaves of it.
#pragma once

#include <cstdint>

#include "model/study.hpp"

namespace decawatt::planning {

enum class BuildKind : std::uint8_t { plant, store_power, store_energy, line, connection };

// "plant", "store power", "store energy", "line", "connection": PlanBuild::kind.
const char* text(BuildKind kind);

// The last calendar year y with y < year + lifetime: what is built in `year` is alive to its end.
int last_year_of(int year, double lifetime_years);

// Share of its capacity that a plant still has `age_years` after it was built; 1 for all but sun and wind.
double aged_frac(const model::Study& study, model::PlantIndex plant, int age_years);

}  // namespace decawatt::planning
