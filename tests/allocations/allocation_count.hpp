// How often this program has taken memory: every malloc, calloc, realloc, operator new and aligned allocation, of all
// threads, since it began.
#pragma once

#include <cstdint>

namespace decawatt::tests {

std::int64_t allocation_count();

// Of what the call does.
template <typename Call>
std::int64_t allocations_of(const Call& call) {
    const std::int64_t before = allocation_count();
    call();
    return allocation_count() - before;
}

}  // namespace decawatt::tests
