// Work cut into blocks that do not depend on the number of threads.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <vector>

namespace decawatt::parallel {

// The number of threads that work started by the calling thread uses. OpenMP keeps the number for each calling thread:
// setting it here changes nothing for work that other threads start.
//
// 0: as many as the machine has. Throws base::ResourceError where so many cannot be started (limits on processes or
// memory): the library of the threads would end the program.
void set_threads(int count);
int threads();

// Sets the number of the calling thread for as long as this object lives, which is on that thread; then the number of
// before is in force again. Throws as set_threads does.
class ThreadCount {
  public:
    explicit ThreadCount(int count) : before_(threads()) { set_threads(count); }
    ~ThreadCount();
    ThreadCount(const ThreadCount&) = delete;
    ThreadCount& operator=(const ThreadCount&) = delete;

  private:
    int before_;
};

// Runs work(b) for every block b in [0, count) on all threads. An exception of a block reaches the caller after all
// blocks ended: the one of the lowest block, whatever the order of arrival.
void for_each_block(std::int64_t count, const std::function<void(std::int64_t)>& work);

}  // namespace decawatt::parallel
