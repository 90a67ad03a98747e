// The cases of a sweep side by side.
#pragma once

#include <string>

#include "io/sweep/comparison.hpp"

namespace decawatt::app {

struct Compared {
    io::Comparison comparison;
    std::string csv, hdf5;  // the files written
};

// The cases of the folder of a sweep side by side, written to compare.csv and compare.h5 in it. Throws as
// io::read_comparison does.
Compared compare(const std::string& folder);

}  // namespace decawatt::app
