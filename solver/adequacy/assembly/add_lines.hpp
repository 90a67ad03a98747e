// Adds lines, grid connections of data centres, and limits of interfaces.
#pragma once

#include "adequacy/assembly/assembling.hpp"

namespace decawatt::adequacy {

void add_lines(Assembling& work);       // and grid connections of data centres
void add_interfaces(Assembling& work);  // throws base::InputError as stated in assemble.hpp

}  // namespace decawatt::adequacy
