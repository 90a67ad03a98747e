// Mutual exclusion for HDF5 and netCDF files.
#pragma once

#include <mutex>

namespace decawatt::app {

// The HDF5 and netCDF libraries are not thread-safe. The functions of app/ hold this lock while they read or write such
// files, so that they may be called from several threads; code that calls `io` directly at the same time must hold it
// too. The lock is not recursive: progress callbacks must not call functions that take it.
[[nodiscard]] std::unique_lock<std::mutex> file_access();

}  // namespace decawatt::app
