// The group /finance/risk.
#pragma once

#include "app/finance/finance.hpp"
#include "io/hdf5/netcdf_file.hpp"

namespace decawatt::app {

// Nothing where no supply has assets.
void write_risk(io::Group&& group, const RiskReport& risk, const std::string& currency);

}  // namespace decawatt::app
