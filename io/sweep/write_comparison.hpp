// A comparison as files.
#pragma once

#include <filesystem>

#include "io/sweep/comparison.hpp"

namespace decawatt::io {

// A row a case, a column a figure (`NAME[LABEL]` where there are labels). No number where there is no plan.
void write_comparison_csv(const std::filesystem::path& path, const Comparison& comparison);

// The same as HDF5 that is valid netCDF-4 (docs/sweep_format.md).
void write_comparison_hdf5(const std::filesystem::path& path, const Comparison& comparison);

}  // namespace decawatt::io
