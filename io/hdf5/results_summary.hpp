// The group `summary` of a result file: figures by year.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

void put_summary(Group&& group, const ResultSource& source);

}  // namespace decawatt::io
