// Connections: the flow between a data centre that is a node of its own and its region.
//
// m = m_F + m_N, net import over the firm part F and over the non-firm part N, each to be built on its own:
//
//   -E <= m_F <= F ,   0 <= m_N <= a_t N ,   E <= F + N
//
// a_t: the share that is available (assets/connection.hpp); under a budget 1, and m_N is limited over the year
// (curtailment.hpp). All export E goes over the columns of the firm part: curtailment is of import alone.
#pragma once

#include <vector>

#include "assets/connection.hpp"
#include "planning/components/flows.hpp"

namespace decawatt::planning {

struct YearDispatch;
class Relaxation;

struct ConnectionColumns {          // by data centre
    std::vector<FlowColumns> firm;  // `forward` or `net`: import
    // Import; `nonfirm_in_candidates` in the candidate hours of a budget, `nonfirm` in all others.
    std::vector<Column> nonfirm, nonfirm_in_candidates;
    std::vector<Hours> nonfirm_available_frac;  // empty: no non-firm part
    std::vector<std::vector<bool>> candidate;   // hours, of a budget
    std::vector<Row> import_ramp;

    // The columns that a data centre imports with, those that exist: `forward` carries import alone, `net` import less
    // export, shifted (flows.hpp).
    std::vector<Column> imports(std::size_t data_center) const;
    bool may_export(std::size_t data_center) const;
};

void add_connections(ChainAssembly& chain);

// Net import of nodes, and what is available of non-firm parts.
void read_connections(const ChainReading& reading, YearDispatch& dispatch);

// Limits of the connections of data centres that may not be left unserved.
void relax_connections(Relaxation& relaxation);

// Whether anything but its capacity limits the connection of a data centre, so that it is a node of its own.
bool has_connection_rules(const ChainAssembly& chain, std::size_t data_center);

// Capacity of a node's connection in the year, MW.
assets::ConnectionMw connection_mw(const ChainReading& reading, std::size_t data_center);

}  // namespace decawatt::planning
