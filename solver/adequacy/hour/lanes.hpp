// Vectors of eight doubles and sixteen floats, for arithmetic on many sets or hours at once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

namespace decawatt::adequacy {

inline constexpr std::size_t kSets = 8, kHourLanes = 16;
using SetLanes = double __attribute__((vector_size(kSets * sizeof(double))));
using SetBits = std::int64_t __attribute__((vector_size(kSets * sizeof(std::int64_t))));
using HourLanes = float __attribute__((vector_size(kHourLanes * sizeof(float))));
using HourBits = std::int32_t __attribute__((vector_size(kHourLanes * sizeof(std::int32_t))));
using HalfHours = float __attribute__((vector_size(kSets * sizeof(float))));

inline SetLanes load_sets(const double* from) {
    SetLanes lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
}
inline void store_sets(SetLanes lanes, double* to) {
    std::memcpy(to, &lanes, sizeof lanes);
}

// Sixteen doubles, rounded to single precision.
inline HourLanes load_hours(const double* from) {
    const HalfHours low = __builtin_convertvector(load_sets(from), HalfHours);
    const HalfHours high = __builtin_convertvector(load_sets(from + kSets), HalfHours);
    return __builtin_shufflevector(low, high, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
}

}  // namespace decawatt::adequacy
