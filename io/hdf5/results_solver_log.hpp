// The iterations of the solver, where a log was requested.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

void put_solver_log(Group&& group, const ResultSource& source);

}  // namespace decawatt::io
