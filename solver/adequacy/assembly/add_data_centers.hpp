// Adds the data centres of a study: their measures against a shortage.
#pragma once

#include "adequacy/assembly/assembling.hpp"

namespace decawatt::adequacy {

void add_data_centers(Assembling& work);

}  // namespace decawatt::adequacy
