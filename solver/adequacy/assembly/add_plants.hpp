// Adds plants: units that fail or are firm, and output that depends on the weather.
#pragma once

#include "adequacy/assembly/assembling.hpp"

namespace decawatt::adequacy {

void add_plants(Assembling& work);

}  // namespace decawatt::adequacy
