// Data in a result file that the dispatch of its plan needs, and the foresight of a dispatch.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

void put_plan(Group&& group, const ResultSource& source);          // capacity additions and values of stored energy
void put_target_prices(Group& group, const ResultSource& source);  // into /targets
void put_weather(Group&& group, const ResultSource& source);       // figures by weather year; foresight

}  // namespace decawatt::io
