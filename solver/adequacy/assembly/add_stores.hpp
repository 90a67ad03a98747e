// Stores: what stands, and what the plan has built, as one or machine by machine.
#pragma once

#include "adequacy/assembly/assembling.hpp"

namespace decawatt::adequacy {

void add_stores(Assembling& work);

}  // namespace decawatt::adequacy
