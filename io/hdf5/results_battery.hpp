// The group `battery` of a result file: ageing of the stores by the detailed model.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

void put_battery(Group&& group, const ResultSource& source);

}  // namespace decawatt::io
