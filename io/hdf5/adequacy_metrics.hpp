// The metrics of an adequacy file, by year or over the horizon.
#pragma once

#include "io/hdf5/adequacy_source.hpp"
#include "io/hdf5/netcdf_file.hpp"

namespace decawatt::io {

void put_metrics(Group&& group, const AdequacySource& source, bool by_year);

}  // namespace decawatt::io
