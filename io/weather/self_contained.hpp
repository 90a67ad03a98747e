// Check that a netCDF-4 file is self-contained, because HDF5 files can refer to data in other files.
#pragma once

#include <filesystem>

namespace decawatt::io {

// Throws base::InputError if the file has a link to another file, or a variable whose values are in one (external
// storage, virtual data sets), because a weather file could otherwise disclose any other file of the user. Files that
// the library cannot open are left to the reader.
void expect_self_contained(const std::filesystem::path& file);

}  // namespace decawatt::io
