// The years in which a capacity addition is in service.
#pragma once

#include <cstddef>

#include "assets/capacity.hpp"
#include "model/study.hpp"

namespace decawatt::assets {

// Last year of an addition of the year `year`; of a plant under an agreement the end of its term, wherever the horizon
// begins.
int last_year_in_service(const model::Study& study, CapacityKind kind, std::size_t asset, int year,
                         const model::ExpansionOption& option);

// Share of its capacity that an addition of a plant of the year `built` has left in `year`. A plant under an agreement
// ages from the start of its term, also where the horizon begins within the term.
double aged_addition_frac(const model::Study& study, std::size_t plant, int built, int year);

// The year from which such an addition ages.
int aged_since(const model::Study& study, std::size_t plant, int built);

}  // namespace decawatt::assets
