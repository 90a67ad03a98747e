// Unserved load, and surplus output that cannot be reduced: must-run output, or output held up by a ramp limit.
#pragma once

#include <vector>

#include "planning/handles.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;
struct YearDispatch;

struct SheddingColumns {
    std::vector<Column> region_unserved, region_spill, region_excess;  // by region
    std::vector<Column> center_unserved, center_spill, center_excess;  // by data centre; none: part of its region
};

void add_shedding(ChainAssembly& chain);  // must follow all components with must-run output

// Unserved and spilled energy of regions and data centres. Shedding has the same cost in a region and its data centres,
// so the program does not determine its distribution. It is set here in proportion to the load that each may shed,
// within the limits of connections. Cost and balances do not change.
void read_shedding(const ChainReading& reading, YearDispatch& dispatch);

}  // namespace decawatt::planning
