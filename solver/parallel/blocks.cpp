#include "parallel/blocks.hpp"

#include <omp.h>

namespace decawatt::parallel {

void set_threads(int count) {
    omp_set_num_threads(count > 0 ? count : omp_get_num_procs());
}

int threads() {
    return omp_get_max_threads();
}

void for_each_block(std::int64_t count, const std::function<void(std::int64_t)>& work) {
    if (count == 1) {  // no other thread is woken for it
        work(0);
        return;
    }
    std::vector<std::exception_ptr> failures(static_cast<std::size_t>(count));
#pragma omp parallel for schedule(dynamic, 1)
    for (std::int64_t b = 0; b < count; ++b) {
        try {
            work(b);
        } catch (...) {  // nothing may leave the parallel region; rethrown below, lowest block first
            failures[static_cast<std::size_t>(b)] = std::current_exception();
        }
    }
    for (const std::exception_ptr& failure : failures)
        if (failure) std::rethrow_exception(failure);
}

}  // namespace decawatt::parallel
