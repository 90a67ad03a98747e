// Lines, connections of data centres, and limits of interfaces.
#pragma once

#include "adequacy/assembly/assembling.hpp"

namespace decawatt::adequacy {

void add_lines(Assembling& work);       // with connections of data centres
void add_interfaces(Assembling& work);  // throws base::InputError: see assemble.hpp

}  // namespace decawatt::adequacy
