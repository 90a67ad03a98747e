// Check of a study: summaries of its hourly series, and unusual values.
#pragma once

#include <vector>

#include "base/progress.hpp"
#include "io/study/describe_checks.hpp"
#include "io/study/read_study.hpp"

namespace decawatt::app {

struct CheckSettings {
    int threads = 0;       // 0: all of the machine
    bool warnings = true;  // whether to report unusual values
};

struct Checked {
    io::LoadedStudy loaded;                                 // including weather files and notes on them
    std::vector<std::vector<profiles::LoadSummary>> draws;  // data centre × year
    io::OpenWarnings warnings;
};

// Faults of the study are found when it is read (io::read_study); this function reads the weather, computes the hourly
// series and checks both. Throws base::InputError, base::ResourceError, base::Interrupted if `progress` requests a
// stop.
Checked check(io::LoadedStudy loaded, const CheckSettings& settings = {}, const base::Progress& progress = {});

}  // namespace decawatt::app
