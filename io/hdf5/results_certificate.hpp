// The certificate of a solution, in a result file.
#pragma once

#include <string>

#include "io/hdf5/netcdf_file.hpp"
#include "io/hdf5/result_source.hpp"

namespace decawatt::io {

void put_certificate(Group&& group, const ResultSource& source);
void put_certificate_figures(Group& group, const lp::Certificate& certificate, const std::string& money);

}  // namespace decawatt::io
