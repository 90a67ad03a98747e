// The memory that the cases of a sweep may share.
#pragma once

#include "model/study.hpp"

namespace decawatt::cli {

// What sizing the study takes in memory at most, from its hours and what there is in each. An estimate for sharing a
// machine, above what was measured (docs/sweep_format.md); also a measure of how long it takes.
double memory_estimate_mb(const model::Study& study);

// What the machine, and the limits of the control groups that the process is in, leave.
double available_memory_mb();

}  // namespace decawatt::cli
