// Whether a netCDF file is as long as its header says. The library fills what is missing at the end of a netCDF-3 file
// with zeros, and trusts lengths of a damaged header; so both are checked before it opens a file.
#pragma once

#include <filesystem>
#include <string_view>

namespace decawatt::io {

// netCDF-3 begins with CDF and a version, netCDF-4 as HDF5.
bool is_netcdf(std::string_view first_bytes);
bool is_netcdf_file(const std::filesystem::path& file);
bool is_hdf5_file(const std::filesystem::path& file);

// Throws base::InputError where the file is shorter than its header says, where the header of netCDF-3 contradicts
// itself, or where it leaves the number of records open.
void check_netcdf_length(const std::filesystem::path& file);

}  // namespace decawatt::io
