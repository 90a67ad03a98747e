// Box and Muller's transform over blocks of numbers, in a form that compilers turn into vector instructions.
#pragma once

#include <cstddef>

namespace decawatt::base {

inline constexpr std::size_t kNormalBlock = 128;

// first[i] + i second[i] = sqrt(-2 ln u[i]) exp(2 pi i v[i]) for `count` <= kNormalBlock pairs with u in (0, 1), v in
// [0, 1): within 1e-14 of the library's functions.
void box_muller(const double* u, const double* v, std::size_t count, double* first, double* second);

}  // namespace decawatt::base
