// Comparison of the cases of a sweep.
#pragma once

#include <string>

#include "io/sweep/comparison.hpp"

namespace decawatt::app {

struct Compared {
    io::Comparison comparison;
    std::string csv, markdown, hdf5;  // the files written
};

// Compares the cases in the folder of a sweep, and writes compare.csv, compare.md and compare.h5 there. Throws like
// io::read_comparison.
Compared compare(const std::string& folder);

}  // namespace decawatt::app
