// What outages leave of a plant in the mean.
#pragma once

#include "model/study.hpp"

namespace decawatt::model {

// The stationary mean of a class without its temperature factors: the chain visits full availability once for every
// visit to an off state, so that 1 / (1 + sum of mttr / mttf) of the hours are full ones.
double mean_available_frac(const OutageClasses& classes, OutageClassIndex index);

// Of a plant: its own class times that of every common outage it belongs to; 1 where nothing fails.
double mean_available_frac(const Study& study, PlantIndex plant);

// A plant's entry in a column of Reliability, `otherwise` where the whole column is absent.
template <typename Index, typename Value>
Value entry_of(const std::vector<Value>& column, Index index, Value otherwise) {
    return column.empty() ? otherwise : column[base::at(index)];
}

}  // namespace decawatt::model
