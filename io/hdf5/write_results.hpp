// Writes results: one HDF5 file that is also valid netCDF-4 (format: docs/results_format.md).
#pragma once

#include <filesystem>

#include "base/progress.hpp"
#include "io/common/provenance.hpp"
#include "model/study.hpp"
#include "planning/plan.hpp"

namespace decawatt::io {

// Writes the plan to `path`: under a temporary name (TemporaryFile), synced, then renamed, so that a file of that name
// is always complete. An older file is replaced only in that last step. `progress` is called between chunks, with the
// phase "write". Throws base::ResourceError (file and reason), base::InputError (an unknown name in output.series),
// base::Interrupted if `progress` requests a stop; in each case no new file remains.
void write_results(const std::filesystem::path& path, const model::Study& study, const planning::Plan& plan,
                   const Provenance& provenance, const base::Progress& progress);

// Checks before a long computation that `write_results` can create its file at `path`. Throws base::ResourceError (file
// and reason). Leaves no file.
void expect_writable(const std::filesystem::path& path);

}  // namespace decawatt::io
