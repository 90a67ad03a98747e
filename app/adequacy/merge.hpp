// Merging of the parts of a Monte Carlo run.
#pragma once

#include <filesystem>

#include "adequacy/sampling_state.hpp"
#include "base/progress.hpp"
#include "io/checkpoint/run_description.hpp"

namespace decawatt::app {

struct Merged {
    io::RunDescription run;
    adequacy::Sampling whole;
};

// Merges the finished parts of a run in their folder to adequacy.h5, with the same bits as an undivided run. Throws
// base::InputError, base::ResourceError, base::Interrupted.
Merged merge(const std::filesystem::path& folder, const base::Progress& progress = {});

}  // namespace decawatt::app
