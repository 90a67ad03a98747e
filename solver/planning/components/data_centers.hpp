// Data centres: each a node of its own where something is decided there, elsewhere part of its region's load.
#pragma once

#include <vector>

#include "planning/asset_names.hpp"
#include "planning/handles.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainLayout;
struct ChainReading;
struct YearDispatch;
class Relaxation;

struct DataCenterRows {
    std::vector<Row> balance;  // by data centre; none: folded into its region
};

void add_data_center_rows(ChainAssembly& chain);

// Draw, machines, cooling water and deferrable work, as requested.
void read_data_centers(const ChainReading& reading, YearDispatch& dispatch);

// Load that may not be left unserved.
void relax_data_centers(Relaxation& relaxation);

bool plants_behind(const ChainAssembly& chain, std::size_t data_center);
bool stores_behind(const ChainAssembly& chain, std::size_t data_center);

// Load of data centres without a node of their own that may not be left unserved, MW.
Hours firm_load_mw(const model::Study& study, const profiles::YearProfiles& year, const ChainLayout& layout,
                   std::size_t region);

}  // namespace decawatt::planning
