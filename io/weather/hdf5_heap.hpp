// The global heaps of a netCDF-4 file, which hold its texts and the lists of its dimensions. HDF5 1.10 runs without
// end, or beyond its memory, where such a heap is damaged: they are checked before the library opens a file.
#pragma once

#include <filesystem>

namespace decawatt::io {

// Throws base::InputError where the objects of a heap do not fill it from end to end. Of large files, beyond
// 64 MiB, the first part alone is looked at: heaps are made along with the variables.
void check_global_heaps(const std::filesystem::path& file);

}  // namespace decawatt::io
