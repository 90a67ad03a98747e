// Fuel limits: heat of a fuel that the plants of a place may use in an hour, Σ g / efficiency ≤ L.
#pragma once

#include <vector>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct ChainAssembly;

struct FuelLimitRows {
    std::vector<Row> row;  // by limit
};

void add_fuel_limit_rows(ChainAssembly& chain);
RowEntries fuel_limit_entries(const ChainAssembly& chain, std::size_t group);  // of a plant group's output
void add_fuel_limit_columns(ChainAssembly& chain);                             // after the output of plants

}  // namespace decawatt::planning
