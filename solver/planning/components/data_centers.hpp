// Data centres: a node of its own if decisions are made there, otherwise part of its region's load.
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
    std::vector<Row> balance;  // by data centre; none: part of its region
};

void add_data_center_rows(ChainAssembly& chain);

// Facility load, IT load, cooling water and deferrable work, including unserved load.
void read_data_centers(const ChainReading& reading, YearDispatch& dispatch);

// Slacks for load that must be served.
void relax_data_centers(Relaxation& relaxation);

bool plants_behind(const ChainAssembly& chain, std::size_t data_center);
bool stores_behind(const ChainAssembly& chain, std::size_t data_center);

// Load that must be served of data centres without a node of their own, MW.
Hours firm_load_mw(const model::Study& study, const profiles::YearProfiles& year, const ChainLayout& layout,
                   std::size_t region);

}  // namespace decawatt::planning
