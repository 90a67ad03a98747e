// Kirchhoff's voltage law for the lines with a reactance (docs/method/network.md).
#pragma once

#include <vector>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct ChainAssembly;

std::vector<RowEntries> add_voltage_rows(ChainAssembly& chain);  // by corridor: coefficients of its flow

}  // namespace decawatt::planning
