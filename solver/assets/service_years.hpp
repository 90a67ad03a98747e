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

}  // namespace decawatt::assets
