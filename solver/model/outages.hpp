// Mean availability of plants under outages.
#pragma once

#include "model/study.hpp"

namespace decawatt::model {

// The stationary mean of a class without its temperature factors: each visit to an off state is followed by one to full
// availability, so that the probability of full availability is 1 / (1 + Σ mttr / mttf).
double mean_available_frac(const OutageClasses& classes, OutageClassIndex index);

// Mean availability of a plant: the product over its own class and its common outages; 1 without outages.
double mean_available_frac(const Study& study, PlantIndex plant);

// A plant's entry in a column of Reliability, `otherwise` where the whole column is absent.
template <typename Index, typename Value>
Value entry_of(const std::vector<Value>& column, Index index, Value otherwise) {
    return column.empty() ? otherwise : column[base::at(index)];
}

}  // namespace decawatt::model
