// 64-bit FNV-1a (Fowler, Noll, Vo; IETF draft-eastlake-fnv): detects accidental differences between texts and files,
// not deliberate collisions. A change of a single byte always changes the hash.
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
