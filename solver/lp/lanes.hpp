// Several segments of a chain processed in lockstep: each number of the method is a vector with one entry per segment,
// so that vector instructions apply whatever the sparsity of the program.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace decawatt::lp {

inline constexpr int kLanes = 8;
using Lanes = double __attribute__((vector_size(kLanes * sizeof(double))));

inline Lanes all_lanes(double value) {
    return Lanes{} + value;
}

template <typename Mask>
inline Lanes where(Mask mask, Lanes yes, Lanes no) {
    return mask ? yes : no;
}

// A NaN on the left is dropped; NaNs are detected in the sums, which include every value.
inline Lanes larger(Lanes a, Lanes b) {
    return a > b ? a : b;
}

inline Lanes smaller(Lanes a, Lanes b) {
    return a < b ? a : b;
}

inline Lanes magnitude(Lanes a) {
    return a < 0.0 ? -a : a;
}

// Summed in the order of the lanes, so that the bits are reproducible.
inline double sum(Lanes a) {
    double total = 0.0;
    for (int l = 0; l < kLanes; ++l) total += a[l];
    return total;
}

// A NaN in any lane is returned.
inline double largest(Lanes a) {
    double most = a[0];
    for (int l = 1; l < kLanes; ++l)
        if (a[l] > most || std::isnan(a[l])) most = a[l];
    return most;
}

inline Lanes inverse_root(Lanes a) {
    Lanes result;
    for (int l = 0; l < kLanes; ++l) result[l] = 1.0 / std::sqrt(a[l]);
    return result;
}

// False if any lane is not positive or is NaN.
inline bool all_positive(Lanes a) {
    const auto positive = a > 0.0;
    std::int64_t all = -1;
    for (int l = 0; l < kLanes; ++l) all &= positive[l];
    return all != 0;
}

inline bool any_larger(Lanes a, Lanes b) {
    const auto is_larger = a > b;
    std::int64_t any = 0;
    for (int l = 0; l < kLanes; ++l) any |= is_larger[l];
    return any != 0;
}

// entries × stages
class LaneMatrix {
  public:
    void resize(int entries, int stages, Lanes value = Lanes{}) {
        entries_ = static_cast<std::size_t>(entries);
        data_.assign(entries_ * static_cast<std::size_t>(stages), value);
    }
    Lanes* at(int stage) { return data_.data() + static_cast<std::size_t>(stage) * entries_; }
    const Lanes* at(int stage) const { return data_.data() + static_cast<std::size_t>(stage) * entries_; }
    // A pass reads many short pieces of memory, and hardware prefetching stops at page boundaries.
    void prefetch(int stage) const {
        const Lanes* first = at(stage);
        for (std::size_t i = 0; i < entries_; ++i) __builtin_prefetch(first + i);
    }

  private:
    std::size_t entries_ = 0;
    std::vector<Lanes> data_;
};

}  // namespace decawatt::lp
