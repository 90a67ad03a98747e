// Parallel loops over blocks of work that do not depend on the number of threads.
#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <vector>

namespace decawatt::parallel {

// The number of threads that work started by the calling thread uses. OpenMP keeps the number for each calling thread:
// setting it here changes nothing for work that other threads start.
//
// 0: as many as the machine has. Throws base::ResourceError if the threads cannot be started (limits on processes or
// memory), where the OpenMP library would abort the program.
void set_threads(int count);
int threads();

// Sets the number of threads for the calling thread during the lifetime of this object, which must be used on that
// thread only; then restores the previous number. Throws like set_threads.
class ThreadCount {
  public:
    explicit ThreadCount(int count) : before_(threads()) { set_threads(count); }
    ~ThreadCount();
    ThreadCount(const ThreadCount&) = delete;
    ThreadCount& operator=(const ThreadCount&) = delete;

  private:
    int before_;
};

// Runs work(b) for every block b in [0, count) on all threads. An exception is rethrown after all blocks have ended:
// that of the lowest block, whatever the order of events.
void for_each_block(std::int64_t count, const std::function<void(std::int64_t)>& work);

}  // namespace decawatt::parallel
