// Typed indices: a RegionIndex cannot be passed where a PlantIndex is meant.
#pragma once

#include <cstddef>
#include <type_traits>

namespace decawatt::base {

template <typename Index>
requires std::is_enum_v<Index>
constexpr std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

// The value of a typed index that means none.
template <typename Index>
requires std::is_enum_v<Index>
constexpr Index none = static_cast<Index>(-1);

}  // namespace decawatt::base
