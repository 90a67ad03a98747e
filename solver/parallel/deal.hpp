// Tasks of different sizes dealt to machines and to the threads of one.
#pragma once

#include <cstddef>
#include <vector>

namespace decawatt::parallel {

// The indices of tasks by falling size; equal ones keep their order.
std::vector<std::size_t> largest_first(const std::vector<double>& sizes);

// The part, from 0, of each task of these expected sizes: the largest are dealt first, one to each part in turn, and
// every round begins one part later, so that neighbours, and every N-th of them, go to different parts.
std::vector<int> deal(const std::vector<double>& sizes, int parts);

// Threads of each of the tasks that run at the same time: as many tasks as there are threads, and as the memory holds
// at `largest` each, but one at least. `requested`: so many tasks, whatever the memory; 0: not said.
std::vector<int> share_threads(int threads, std::size_t tasks, int requested, double largest, double memory);

}  // namespace decawatt::parallel
