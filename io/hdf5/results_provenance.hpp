// Provenance of a result: program, command line and files of the study.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

void put_provenance(Group&& group, const ResultSource& source);
void put_origin(Group& group,
                const Provenance& provenance);  // everything except time and memory used; for all kinds of results

}  // namespace decawatt::io
