// Work that moves to other sites: the part of flexible_work.hpp that concerns links.
#pragma once

namespace decawatt::planning {

struct ChainAssembly;

void add_work_link_rows(ChainAssembly& chain);
void add_work_link_columns(ChainAssembly& chain);

}  // namespace decawatt::planning
