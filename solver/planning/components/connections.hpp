// Grid connections: flow between a region and a data centre that is a node of its own.
#pragma once

#include <vector>

#include "planning/components/flows.hpp"

namespace decawatt::planning {

struct YearDispatch;

struct ConnectionColumns {
    std::vector<FlowColumns> flow;  // by data centre; `forward` or `net`: import
};

void add_connections(ChainAssembly& chain);
void read_connections(const ChainReading& reading, YearDispatch& dispatch);  // import, of nodes

// Capacity of a node's connection in the year, MW.
double connection_mw(const ChainReading& reading, std::size_t data_center);

}  // namespace decawatt::planning
