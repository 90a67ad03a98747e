// Checking a study: what is known of it once its hours are made, and what in it is unusual.
#pragma once

#include <vector>

#include "base/progress.hpp"
#include "io/study/describe_checks.hpp"
#include "io/study/read_study.hpp"

namespace decawatt::app {

struct CheckSettings {
    int threads = 0;       // 0: all of the machine
    bool warnings = true;  // of unusual values
};

struct Checked {
    io::LoadedStudy loaded;                                 // with its weather files and the notes on them
    std::vector<std::vector<profiles::LoadSummary>> draws;  // data centre × year
    io::OpenWarnings warnings;
};

// Reading a study finds its faults (io::read_study); this reads its weather, makes its hourly series and judges both.
// Throws base::InputError, base::ResourceError, base::Interrupted where `progress` says stop.
Checked check(io::LoadedStudy loaded, const CheckSettings& settings = {}, const base::Progress& progress = {});

}  // namespace decawatt::app
