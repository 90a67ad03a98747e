// Description of a Monte Carlo run, from the study and the assembled system.
#pragma once

#include "adequacy/assembly/assemble.hpp"
#include "io/hdf5/write_adequacy.hpp"
#include "io/hdf5/write_future.hpp"

namespace decawatt::app {

io::AdequacyReport adequacy_report(const model::Study& study, const adequacy::Assembly& assembly);
io::FutureNames future_names(const model::Study& study, const adequacy::Assembly& assembly,
                             const adequacy::Future& future);

}  // namespace decawatt::app
