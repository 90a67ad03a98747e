// Writes a comparison to files.
#pragma once

#include <filesystem>

#include "io/sweep/comparison.hpp"

namespace decawatt::io {

// One row per case, one column per figure (`NAME[LABEL]` if there are labels). Empty fields for cases without a plan.
void write_comparison_csv(const std::filesystem::path& path, const Comparison& comparison);

// The same as an HDF5 file that is valid netCDF-4 (docs/sweep_format.md).
void write_comparison_hdf5(const std::filesystem::path& path, const Comparison& comparison);

}  // namespace decawatt::io
