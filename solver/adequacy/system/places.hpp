// Numbering of the places of a loss record: the grid, then the nodes, then the data centres.
#pragma once

#include "adequacy/system/system.hpp"

namespace decawatt::adequacy {

inline constexpr std::size_t kGridPlace = 0;

inline std::size_t place_of(NodeIndex node) {
    return 1 + base::at(node);
}
inline std::size_t place_of(const System& system, CenterIndex center) {
    return 1 + system.region.size() + base::at(center);
}
inline std::size_t place_count(const System& system) {
    return 1 + system.region.size() + system.centers.count();
}

}  // namespace decawatt::adequacy
