// Check of the length of a netCDF file against its header. The library fills missing data at the end of a netCDF-3 file
// with zeros, and trusts lengths in a damaged header, so both are checked before it opens a file.
#pragma once

#include <filesystem>
#include <string_view>

namespace decawatt::io {

// netCDF-3 begins with CDF and a version, netCDF-4 as HDF5.
bool is_netcdf(std::string_view first_bytes);
bool is_netcdf_file(const std::filesystem::path& file);
bool is_hdf5_file(const std::filesystem::path& file);

// Throws base::InputError if the file is shorter than its header states, or if a netCDF-3 header is inconsistent or
// does not state the number of records.
void check_netcdf_length(const std::filesystem::path& file);

}  // namespace decawatt::io
