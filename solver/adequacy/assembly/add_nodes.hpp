// Nodes of the network, and which data centres have one of their own.
#pragma once

#include "adequacy/assembly/assembling.hpp"
#include "adequacy/system/weather_library.hpp"

namespace decawatt::adequacy {

// Nodes: regions, and data centres with something behind their connection or a connection that may bind: one that
// fails, comes late, is built by the plan, or carries less than the data centre draws in some year of `library`.
void add_nodes(Assembling& work, const WeatherLibrary& library);

}  // namespace decawatt::adequacy
