// The events of an adequacy file.
#pragma once

#include "base/progress.hpp"
#include "io/hdf5/adequacy_source.hpp"
#include "io/hdf5/netcdf_file.hpp"

namespace decawatt::io {

void put_place_names(Group&& group, const AdequacyReport& report);  // names of places, to which events refer by index
void put_events(Group&& group, const AdequacySource& source, const base::Progress& progress);

}  // namespace decawatt::io
