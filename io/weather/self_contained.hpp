// netCDF-4 files that hold their own data: HDF5 can also take it from another file, by that file's name.
#pragma once

#include <filesystem>

namespace decawatt::io {

// Throws base::InputError where the file has a link to another file, or a variable whose values are in one (external
// storage, virtual data sets): a weather file could show any other of the user's. What the library cannot open is left
// to the reader.
void expect_self_contained(const std::filesystem::path& file);

}  // namespace decawatt::io
