// Power that is given up with its computing: the part of flexible_work.hpp that concerns caps.
#pragma once

namespace decawatt::planning {

struct ChainAssembly;

void add_power_cap_rows(ChainAssembly& chain);
void add_power_cap_columns(ChainAssembly& chain);

}  // namespace decawatt::planning
