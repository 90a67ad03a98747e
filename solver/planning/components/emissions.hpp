// Emissions: a cap on those of a year.
#pragma once

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

class Relaxation;
class TargetRows;

struct EmissionTarget {  // of one chain
    LinkingRow row = base::none<LinkingRow>;
    double per_unit = 0.0;  // coefficient of a column that emits 1 t/MWh
    double cost = 0.0;      // in the operation of a fixed plan: program cost of a unit over an hour that emits 1 t/MWh
};

class EmissionTargets {
  public:
    // Of the chains in their order; `before`: of the chain before it, whose row it continues.
    EmissionTarget make(TargetRows& rows, std::size_t chain, const EmissionTarget* before);

  private:
    double scale_t_ = 1.0;  // of the row
};

void relax_emissions(Relaxation& relaxation);

}  // namespace decawatt::planning
