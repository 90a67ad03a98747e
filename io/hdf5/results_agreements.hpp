// What agreements and certificates give and cost in a year, and firm capacity: part of the group /summary.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

// Nothing of a study without them.
void put_agreements(Group& group, const ResultSource& source);

}  // namespace decawatt::io
