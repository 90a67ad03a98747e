// Results out: one HDF5 file that is also valid netCDF-4 (docs/results_format.md is the contract).
#pragma once

#include <filesystem>

#include "base/progress.hpp"
#include "io/common/provenance.hpp"
#include "model/study.hpp"
#include "planning/plan.hpp"

namespace decawatt::io {

// Writes the plan to `path`: under a temporary name first (TemporaryFile), synced, then renamed: a file of that name is
// whole. An older file of the name is replaced in that last step alone. `progress` is asked between chunks, with the
// phase "write". Throws base::ResourceError (file and reason), base::InputError (an unknown name in output.series),
// base::Interrupted when `progress` says stop; in each case nothing new is left on disk.
void write_results(const std::filesystem::path& path, const model::Study& study, const planning::Plan& plan,
                   const Provenance& provenance, const base::Progress& progress);

// Whether `write_results` could create its file at `path`, asked before the work whose result it is to hold. Throws
// base::ResourceError (file and reason). Leaves nothing on disk.
void expect_writable(const std::filesystem::path& path);

}  // namespace decawatt::io
