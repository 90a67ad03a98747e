// How a machine is shared by the cases of a sweep.
#pragma once

#include <cstddef>
#include <vector>

#include "model/study.hpp"

namespace decawatt::cli {

// What sizing the study takes in memory at most, from its hours and what there is in each. An estimate for sharing a
// machine, above what was measured (docs/sweep_format.md); also a measure of how long it takes.
double memory_estimate_mb(const model::Study& study);

// What the machine, and the limits of the control groups that the process is in, leave.
double available_memory_mb();

// Threads of each case that is solved at the same time as the others: as many cases as threads, and as the memory
// holds at `largest_mb` each, one at least. `asked`: so many cases, whatever the memory; 0: not said.
std::vector<int> share_threads(int threads, std::size_t cases, int asked, double largest_mb, double memory_mb);

// The part, from 0, of each case of these expected sizes: the largest are dealt first, one to each part in turn, every
// round begins one part later, so that neighbours and every N-th case go to different parts.
std::vector<int> deal(const std::vector<double>& sizes, int parts);

// Indices of the cases by falling size; equal ones keep their order.
std::vector<std::size_t> largest_first(const std::vector<double>& sizes);

}  // namespace decawatt::cli
