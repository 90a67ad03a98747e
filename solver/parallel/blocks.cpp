#include "parallel/blocks.hpp"

#include <omp.h>

#include <algorithm>
#include <future>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>

#include "base/error.hpp"

namespace decawatt::parallel {

namespace {
// Tests that `count` threads can be started at once: starts them idle and joins them.
void expect_threads(int count) {
    std::promise<void> all_there;
    const std::shared_future<void> wait = all_there.get_future().share();
    std::vector<std::thread> threads;
    threads.reserve(static_cast<std::size_t>(count));
    std::string failure;
    try {
        for (int i = 1; i < count; ++i) threads.emplace_back([wait] { wait.wait(); });
    } catch (const std::system_error& error) {
        failure = error.code().message();
    }
    all_there.set_value();
    for (std::thread& thread : threads) thread.join();
    if (!failure.empty())
        throw base::ResourceError("threads: " + std::to_string(threads.size() + 1) + " of " + std::to_string(count) +
                                  " can be started (" + failure +
                                  "): choose fewer with --threads; a limit on "
                                  "processes " +
                                  "or memory (ulimit) may be the cause");
}
}  // namespace

void set_threads(int count) {
    // OpenMP keeps the threads that a calling thread has used. Starting the same number in addition could exceed a
    // limit that they are within.
    thread_local int started = 1;
    const int threads = count > 0 ? count : omp_get_num_procs();
    if (threads > started) expect_threads(threads);
    started = std::max(started, threads);
    omp_set_num_threads(threads);
}

int threads() {
    return omp_get_max_threads();
}

ThreadCount::~ThreadCount() {
    omp_set_num_threads(before_);
}

void for_each_block(std::int64_t count, const std::function<void(std::int64_t)>& work) {
    if (count == 1) {  // without waking other threads
        work(0);
        return;
    }
    // Only one exception is kept, because memory may be exhausted: exceptions are then allocated from a small emergency
    // pool.
    std::exception_ptr failure;
    std::int64_t failed = count;
    std::mutex mutex;
#pragma omp parallel for schedule(dynamic, 1)
    for (std::int64_t b = 0; b < count; ++b) {
        try {
            work(b);
        } catch (...) {  // exceptions must not leave the parallel region; that of the lowest block is rethrown below
            const std::lock_guard lock(mutex);
            if (b >= failed) continue;
            failed = b;
            failure = std::current_exception();
        }
    }
    if (failure) std::rethrow_exception(failure);
}

}  // namespace decawatt::parallel
