// 64-bit FNV-1a (Fowler, Noll, Vo; IETF draft-eastlake-fnv): tells texts and files apart that differ by chance or
// damage, not those that someone made alike on purpose. A change of one byte always changes it.
#pragma once

#include <cstdint>
#include <string_view>

namespace decawatt::base {

inline std::uint64_t fnv1a(std::string_view text) {
    constexpr std::uint64_t kOffset = 0xcbf29ce484222325U, kPrime = 0x100000001b3U;
    std::uint64_t hash = kOffset;
    for (const char letter : text) hash = (hash ^ static_cast<unsigned char>(letter)) * kPrime;
    return hash;
}

}  // namespace decawatt::base
