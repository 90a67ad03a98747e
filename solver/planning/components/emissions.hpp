// Emissions: the annual emission cap.
#pragma once

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

class Relaxation;
class TargetRows;

struct EmissionTarget {  // of one chain
    LinkingRow row = base::none<LinkingRow>;
    double per_unit = 0.0;  // coefficient of a column that emits 1 t/MWh
    double cost = 0.0;      // in the dispatch of a fixed plan: program cost of one unit of power for an hour at 1 t/MWh
};

class EmissionTargets {
  public:
    // Called for the chains in order; `before`: target of the previous chain, whose row this chain may share.
    EmissionTarget make(TargetRows& rows, std::size_t chain, const EmissionTarget* before);

  private:
    double scale_t_ = 1.0;  // of the row
};

void relax_emissions(Relaxation& relaxation);

}  // namespace decawatt::planning
