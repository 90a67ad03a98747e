// What markets and tariffs cost in a year: part of the group /summary.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

// Trade by market, bills by month and component, and what both add to the costs of the year. Nothing of a study without
// markets and tariffs.
void put_purchases(Group& group, const ResultSource& source);

}  // namespace decawatt::io
