// Load that is not served, and output that no load can take: must-run, or kept from falling by a ramp limit.
#pragma once

#include <vector>

#include "planning/handles.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;
struct YearDispatch;

struct SheddingColumns {
    std::vector<Column> region_unserved, region_spill, region_excess;  // by region
    std::vector<Column> center_unserved, center_spill, center_excess;  // by data centre; none: folded into its region
};

void add_shedding(ChainAssembly& chain);  // after everything that must run

// Unserved and spilled energy of regions and data centres. A region and the data centres in it shed at one cost: who
// does is not decided by the program but here, in proportion to what each may shed, as far as connections carry the
// difference. Cost and balances stay as they are.
void read_shedding(const ChainReading& reading, YearDispatch& dispatch);

}  // namespace decawatt::planning
