// Lengths of the steps of a result file.
#pragma once

#include <vector>

#include "io/hdf5/result_reader.hpp"

namespace decawatt::io {

inline constexpr const char* kStepHours = "/step_h";  // a variable of files whose steps differ

// Hours of every step along `time`: the variable step_h where the file has it, and otherwise its attribute step_s, or
// an hour where it has neither.
std::vector<double> step_hours(const ResultReader& file, std::size_t times);

}  // namespace decawatt::io
