// Names of regions, fleets, stores, ... in a result file, and tables of their properties.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

// Names only: each group has its own coordinates.
void put_entity_coordinates(Group& group, const ResultSource& source);
void put_year_coordinate(Group& group, const planning::Plan& plan);

// Regions, technologies, contracts, efficiencies, ...
void put_entity_tables(Group& root, const ResultSource& source);

}  // namespace decawatt::io
