// Assignment of tasks of different sizes to machines and to the threads of a machine.
#pragma once

#include <cstddef>
#include <vector>

namespace decawatt::parallel {

// The indices of tasks by falling size; equal ones keep their order.
std::vector<std::size_t> largest_first(const std::vector<double>& sizes);

// The part, from 0, of each task with these expected sizes. The largest tasks are assigned first, one to each part in
// turn, and every round begins one part later, so that neighbouring tasks, and every N-th task, go to different parts.
std::vector<int> deal(const std::vector<double>& sizes, int parts);

// Number of threads of each of the tasks that run simultaneously. The number of tasks is at least 1 and limited by the
// number of threads and by the memory at `largest` per task. `requested`: number of tasks regardless of memory; 0: not
// specified.
std::vector<int> share_threads(int threads, std::size_t tasks, int requested, double largest, double memory);

}  // namespace decawatt::parallel
