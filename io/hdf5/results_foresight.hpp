// What the operation of a plan needs of its result file, and how a dispatch came about.
#pragma once

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

void put_plan(Group&& group, const ResultSource& source);          // builds and what stored energy is worth
void put_target_prices(Group& group, const ResultSource& source);  // into /targets
void put_weather(Group&& group, const ResultSource& source);       // figures by weather year; foresight

}  // namespace decawatt::io
