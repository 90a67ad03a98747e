// The finance of a plan as an HDF5 file.
#pragma once

#include <filesystem>

#include "app/finance/finance.hpp"

namespace decawatt::app {

// Group /finance: figures and rows of assets, supplies and years (docs/results_format.md). The file is complete or
// absent. Throws base::ResourceError.
void write_finance(const std::filesystem::path& path, const FinanceReport& report);

}  // namespace decawatt::app
