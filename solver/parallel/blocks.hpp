// Work cut into blocks that do not depend on the number of threads.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <vector>

namespace decawatt::parallel {

// 0: as many as the machine has. Throws base::ResourceError where so many cannot be started (limits on processes or
// memory): the library of the threads would end the program.
void set_threads(int count);
int threads();

// Runs work(b) for every block b in [0, count) on all threads. An exception of a block reaches the caller after all
// blocks ended: the one of the lowest block, whatever the order of arrival.
void for_each_block(std::int64_t count, const std::function<void(std::int64_t)>& work);

}  // namespace decawatt::parallel
