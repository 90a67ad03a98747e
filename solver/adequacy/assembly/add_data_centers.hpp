// Data centres: what they may do in a shortage.
#pragma once

#include "adequacy/assembly/assembling.hpp"

namespace decawatt::adequacy {

void add_data_centers(Assembling& work);

}  // namespace decawatt::adequacy
