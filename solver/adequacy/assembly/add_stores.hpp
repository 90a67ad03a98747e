// Adds stores: existing ones and those that the plan builds, each as a whole or machine by machine.
#pragma once

#include "adequacy/assembly/assembling.hpp"

namespace decawatt::adequacy {

void add_stores(Assembling& work);

}  // namespace decawatt::adequacy
