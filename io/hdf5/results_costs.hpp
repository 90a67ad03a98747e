// The groups `costs` and `targets` of a result file.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

void put_costs(Group&& group, const ResultSource& source);  // components of the objective
void put_targets(Group&& group, const ResultSource& source);

}  // namespace decawatt::io
