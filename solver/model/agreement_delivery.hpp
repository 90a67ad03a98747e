// Whether the output of a plant is delivered as power.
#pragma once

#include "model/study.hpp"

namespace decawatt::model {

bool delivers_power(const Study& study, PlantIndex plant);  // false under a virtual agreement

}  // namespace decawatt::model
