// Regions: the balance of each, with its demand.
#pragma once

#include <vector>

#include "planning/handles.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;
struct YearDispatch;

struct RegionRows {
    std::vector<Row> balance;  // by region: generation and imports less exports and charging = demand
};

void add_region_rows(ChainAssembly& chain);

// Demand, temperature, and the price: the dual of the balance, in currency per MWh, undiscounted.
void read_regions(const ChainReading& reading, YearDispatch& dispatch);

}  // namespace decawatt::planning
