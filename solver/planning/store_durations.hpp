// Stores with a stated duration: the energy built in a year is bound to the power built in it.
#pragma once

#include "planning/investments.hpp"

namespace decawatt::planning {

// For each such store and year a linking row E - h P = 0 where the duration h is fixed; otherwise E - h P >= 0 for its
// least, if it has one, and E - h P <= 0 for its most. A study that states none has no row.
void add_duration_rows(const model::Study& study, const std::vector<Investment>& investments, LinkingBuilder& linking);

}  // namespace decawatt::planning
