// Estimates of the memory that a study needs.
#pragma once

#include "model/study.hpp"

namespace decawatt::app {

// Upper estimate of the memory for a run of the study, from its number of hours and of entities. Used to divide a
// machine among cases; above measured values (docs/sweep_format.md). Also serves as a measure of computing time.
double memory_estimate_mb(const model::Study& study);

// Memory of the hourly series of all weather years, without a program.
double profiles_memory_mb(const model::Study& study);

// Memory of the weather library of an adequacy assessment.
double library_memory_mb(const model::Study& study);

// Throws base::ResourceError if the estimate is far above the available memory, before the memory is exhausted.
void expect_memory(const model::Study& study, double estimate_mb);

// The same for only its hourly series, for a run, and for the weather library of adequacy.
void expect_memory_of_profiles(const model::Study& study);
void expect_memory_of_sizing(const model::Study& study);
void expect_memory_of_library(const model::Study& study);

}  // namespace decawatt::app
