// The parts of a Monte Carlo run joined.
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

// Joins the finished parts of a run in their folder to adequacy.h5: the bits of the run in one piece. Throws
// base::InputError, base::ResourceError, base::Interrupted.
Merged merge(const std::filesystem::path& folder, const base::Progress& progress = {});

}  // namespace decawatt::app
