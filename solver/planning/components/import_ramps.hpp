// Ramp limits of net import: how much it may change from one step to the next.
//
//   m_t - m_{t-1} - z_t + r_t + f_t = 0 ,   0 <= z_t <= 2 r_t + f_t ,   f_t = N max(0, a_{t-1} - a_t)
//
// m: net import, r: limit from the middle of the step before to that of this one, f: what the non-firm part N, of which
// a_t is available, loses: import may fall by as much beyond the limit, since it is ordered to. One shifted column, as
// for plants (plant_ramps.hpp). The limit does not hold from the last to the first hour of the year, where capacity may
// change too.
#pragma once

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct ChainAssembly;

// Of a data centre in one chain, program units.
struct ImportRamp {
    Hours limit;                                          // by step, of the change from the one before
    double most_change = 0.0;                             // import and export at their limits
    double nonfirm = 0.0;                                 // that is fixed
    LocalBorder nonfirm_scale = base::none<LocalBorder>;  // or: κ of a non-firm part that may be built
    Hours nonfirm_available_frac;                         // empty: there is none
};

// The row that import and export enter with the hour before (Flow::change); none: no hour can reach the limit.
Row add_import_ramp(ChainAssembly& chain, const std::string& name, const ImportRamp& ramp);

}  // namespace decawatt::planning
