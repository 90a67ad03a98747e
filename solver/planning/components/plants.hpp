// Plants: their output in balances, contracts and emissions. Must-run output is a constant.
#pragma once

#include <vector>

#include "planning/handles.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct ChainReading;
struct YearDispatch;

struct PlantColumns {  // by group
    std::vector<Column>
        shared;  // of existing capacity: one column for all groups with the same coefficients in every row
    std::vector<Column> grown;  // of a group with expansion options: capacity that exists all year plus capacity built
    bool has_ramps = false;     // whether any group has a ramp limit
};

void add_plants(ChainAssembly& chain);
void read_plants(const ChainReading& reading, YearDispatch& dispatch);  // generation, available

}  // namespace decawatt::planning
