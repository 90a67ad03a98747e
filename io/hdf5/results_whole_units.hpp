// The plan rounded to whole machines, in a result file.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

void put_whole_units(Group&& group, const ResultSource& source);

}  // namespace decawatt::io
