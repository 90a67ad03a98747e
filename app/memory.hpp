// The memory that a study takes.
#pragma once

#include "model/study.hpp"

namespace decawatt::app {

// What sizing the study takes in memory at most, from its hours and what there is in each. An estimate for sharing a
// machine, above what was measured (docs/sweep_format.md); also a measure of how long it takes.
double memory_estimate_mb(const model::Study& study);

// Of the hourly series of every weather year, without a program.
double profiles_memory_mb(const model::Study& study);

// Throws base::ResourceError where so much is far more than there is: rather now than once all memory is full.
void expect_memory(const model::Study& study, double estimate_mb);

// The same for its hourly series alone, and for sizing it.
void expect_memory_of_profiles(const model::Study& study);
void expect_memory_of_sizing(const model::Study& study);

}  // namespace decawatt::app
