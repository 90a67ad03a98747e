// Handles of the parts of a program: a row cannot be passed where a column is meant.
#pragma once

#include <Eigen/Core>
#include <cstdint>

#include "base/index.hpp"

namespace decawatt::planning {

enum class Row : std::int32_t {};  // of a chain, in the order of addition; ChainLayout::place gives the final position
enum class Column : std::int32_t {};          // of a chain
enum class LocalBorder : std::int32_t {};     // κ of a chain
enum class BorderVariable : std::int32_t {};  // of the program
enum class LinkingRow : std::int32_t {};      // of the program

template <typename Handle>
constexpr bool exists(Handle handle) {
    return handle != base::none<Handle>;
}

template <typename Handle>
constexpr Eigen::Index index_of(Handle handle) {
    return static_cast<Eigen::Index>(handle);
}

}  // namespace decawatt::planning
