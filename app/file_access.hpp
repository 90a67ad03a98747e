// One at a time at files of HDF5 and netCDF.
#pragma once

#include <mutex>

namespace decawatt::app {

// The libraries of HDF5 and netCDF serve one thread of a process at a time. The functions of this folder hold this
// while they read or write such files, so that they may be called from several threads at once; who calls `io` directly
// beside them holds it too. Not to be taken twice by one thread: a progress callback calls nothing that takes it.
[[nodiscard]] std::unique_lock<std::mutex> file_access();

}  // namespace decawatt::app
