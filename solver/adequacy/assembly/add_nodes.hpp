// Adds the nodes of the network, and decides which data centres are nodes of their own.
#pragma once

#include "adequacy/assembly/assembling.hpp"
#include "adequacy/system/weather_library.hpp"

namespace decawatt::adequacy {

// Nodes: all regions, and each data centre that has assets behind its connection or whose connection may bind. A
// connection may bind if it can fail, can be delayed, is built by the plan, or has a capacity below the data centre's
// peak load in some year of `library`.
void add_nodes(Assembling& work, const WeatherLibrary& library);

}  // namespace decawatt::adequacy
