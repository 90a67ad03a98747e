// GCC 12.2 with AVX-512 stores {a, a, 0, 0} as {a, a, a, a} where its straight-line vectoriser joins the four stores;
// the option -fno-tree-slp-vectorize in CMakeLists.txt is there for that.
#include <doctest/doctest.h>

#include <vector>

namespace {

template <typename Number>
__attribute__((noinline)) double weighed(const std::vector<Number>& values) {
    double sum = 0.0, weight = 1.0;
    for (const Number value : values) {
        sum += weight * static_cast<double>(value);
        weight *= 10.0;
    }
    return sum;
}

__attribute__((noinline)) double four_doubles() {
    return weighed<double>({1.0, 1.0, 0.0, 0.0});
}
__attribute__((noinline)) double four_whole_numbers() {
    return weighed<long>({7, 7, 0, 0});
}
__attribute__((noinline)) double eight_floats() {
    return weighed<float>({1.0F, 1.0F, 1.0F, 1.0F, 0.0F, 0.0F, 0.0F, 0.0F});
}

}  // namespace

TEST_CASE("the compiler stores constants as they are written") {
    CHECK(four_doubles() == 11.0);
    CHECK(four_whole_numbers() == 77.0);
    CHECK(eight_floats() == 1111.0);
}
