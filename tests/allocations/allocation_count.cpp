// Stands in for the C library's functions (glibc), which operator new and Eigen call; it does not go with sanitizers,
// which do the same.
#include "allocations/allocation_count.hpp"

#include <atomic>
#include <cerrno>
#include <cstddef>

namespace {
std::atomic<std::int64_t> count = 0;
}

extern "C" {
void* __libc_malloc(std::size_t);
void* __libc_calloc(std::size_t, std::size_t);
void* __libc_realloc(void*, std::size_t);
void* __libc_memalign(std::size_t, std::size_t);

void* malloc(std::size_t bytes) {
    count.fetch_add(1, std::memory_order_relaxed);
    return __libc_malloc(bytes);
}

void* calloc(std::size_t number, std::size_t bytes) {
    count.fetch_add(1, std::memory_order_relaxed);
    return __libc_calloc(number, bytes);
}

void* realloc(void* old, std::size_t bytes) {
    count.fetch_add(1, std::memory_order_relaxed);
    return __libc_realloc(old, bytes);
}

void* aligned_alloc(std::size_t alignment, std::size_t bytes) {
    count.fetch_add(1, std::memory_order_relaxed);
    return __libc_memalign(alignment, bytes);
}

int posix_memalign(void** place, std::size_t alignment, std::size_t bytes) {
    count.fetch_add(1, std::memory_order_relaxed);
    *place = __libc_memalign(alignment, bytes);
    return *place ? 0 : ENOMEM;
}
}

namespace decawatt::tests {

std::int64_t allocation_count() {
    return count.load(std::memory_order_relaxed);
}

}  // namespace decawatt::tests
