// The study that a call is about, as the package passes it.
#pragma once

#include <pybind11/pybind11.h>

#include "io/study/read_study.hpp"

namespace decawatt::python {

// Keys: path, variant, overrides (pairs of path and value), texts (by file name), years (first and last; 0, 0: all),
// weather_years (empty: those of the study), allow_outside.
io::StudyRequest study_request(const pybind11::dict& words);

}  // namespace decawatt::python
