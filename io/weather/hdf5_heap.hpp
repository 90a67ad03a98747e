// Check of the global heaps of a netCDF-4 file, which store its texts and lists of dimensions, before the library opens
// the file: with a damaged heap HDF5 1.10 loops forever or accesses invalid memory.
#pragma once

#include <filesystem>

namespace decawatt::io {

// Throws base::InputError if the objects of a heap do not fill it exactly. Only the first 64 MiB are checked, because
// heaps are created along with the variables.
void check_global_heaps(const std::filesystem::path& file);

}  // namespace decawatt::io
