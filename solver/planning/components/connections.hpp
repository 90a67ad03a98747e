// Connections: the flow between a data centre that is a node of its own and its region.
//
// m = m_F + m_N: net import over the firm and over the non-firm part, each with a capacity of its own. All
// export goes over the columns of the firm part.
#pragma once

#include <vector>

#include "planning/components/flows.hpp"

namespace decawatt::planning {

struct YearDispatch;

struct ConnectionColumns {          // by data centre
    std::vector<FlowColumns> firm;  // `forward` or `net`: import
    std::vector<Column> nonfirm;    // import

    // The columns that a data centre imports with, those that exist: `forward` carries import alone, `net` import less
    // export, shifted (flows.hpp).
    std::vector<Column> imports(std::size_t data_center) const;
    bool may_export(std::size_t data_center) const;
};

void add_connections(ChainAssembly& chain);
void read_connections(const ChainReading& reading, YearDispatch& dispatch);  // import, of nodes

// Capacity of a node's connection in the year, MW.
double connection_mw(const ChainReading& reading, std::size_t data_center);

}  // namespace decawatt::planning
