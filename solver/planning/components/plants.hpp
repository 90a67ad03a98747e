// Plants: their output in balances, contracts and emissions. What a plant must run is no decision.
#pragma once

#include <vector>

#include "planning/handles.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;
struct YearDispatch;

struct PlantColumns {            // by group
    std::vector<Column> shared;  // of what exists: one column for all groups that are equal in every row
    std::vector<Column> grown;   // of a group that may grow: what is there all year and what is built, one capacity
    bool has_ramps = false;      // of any group
};

void add_plants(ChainAssembly& chain);
void read_plants(const ChainReading& reading, YearDispatch& dispatch);  // generation, available

}  // namespace decawatt::planning
