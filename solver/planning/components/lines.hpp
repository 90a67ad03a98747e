// Lines between regions, in corridors, and the interfaces that limit sums of their flows.
#pragma once

#include <vector>

#include "planning/components/flows.hpp"

namespace decawatt::planning {

struct YearDispatch;
class Relaxation;

struct CorridorColumns {
    FlowColumns fixed, built;  // `fixed`: of existing capacity that is constant; `built`: of capacity that exists all
                               // year and may be expanded
};

struct LineColumns {
    std::vector<CorridorColumns> corridor;
    std::vector<Row> interface;  // Σ sign × flow + slack = limit; none where the lines cannot reach the limit
};

void add_lines(ChainAssembly& chain);
void read_lines(const ChainReading& reading, YearDispatch& dispatch);
void relax_interfaces(Relaxation& relaxation);

}  // namespace decawatt::planning
