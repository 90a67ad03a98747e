// The hourly series of a result file.
#pragma once

#include "base/progress.hpp"
#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

void put_series(Group& root, const ResultSource& source, const base::Progress& progress);

}  // namespace decawatt::io
