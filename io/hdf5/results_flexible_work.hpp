// Flexible work in a result file: its classes and links, and what waited, moved and was lost in each year. Nothing is
// written for a study in which planning decides on none.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

// Names, by which series and tables are indexed.
void put_work_coordinates(Group& group, const model::Study& study);

void put_work_tables(Group& root, const model::Study& study);
void put_work_summary(Group& group, const ResultSource& source);

}  // namespace decawatt::io
