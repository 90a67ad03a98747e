#include "base/block_normals.hpp"

#include <bit>
#include <cmath>
#include <cstdint>
#include <numbers>

namespace decawatt::base {

namespace {
// ln x = e ln 2 + 2 atanh(s), s = (m - 1) / (m + 1), x = m 2^e with m in [1/sqrt 2, sqrt 2): |s| < .172, the series to
// s^19 is exact to 1e-16. The exponent is taken from the bits: adding 2^52 converts its integer to a double.
double logarithm(double x) {
    constexpr std::uint64_t kHalfRoot = 0x3fe6a09e00000000, kOne = 0x3ff0000000000000, kMantissa = 0x000fffffffffffff;
    constexpr std::uint64_t kTwo52 = 0x4330000000000000, kBias = 1024;
    constexpr double kShift = 4503599627370496.0 + 1024.0;
    const std::uint64_t bits = std::bit_cast<std::uint64_t>(x) + (kOne - kHalfRoot);
    const double exponent = std::bit_cast<double>((((bits >> 52) + (kBias - 1023)) | kTwo52)) - kShift;
    const double m = std::bit_cast<double>((bits & kMantissa) + kHalfRoot);
    const double s = (m - 1.0) / (m + 1.0), q = s * s;
    double sum = 1.0 / 19.0;
    sum = sum * q + 1.0 / 17.0, sum = sum * q + 1.0 / 15.0, sum = sum * q + 1.0 / 13.0, sum = sum * q + 1.0 / 11.0;
    sum = sum * q + 1.0 / 9.0, sum = sum * q + 1.0 / 7.0, sum = sum * q + 1.0 / 5.0, sum = sum * q + 1.0 / 3.0;
    return exponent * std::numbers::ln2 + 2.0 * s * (1.0 + sum * q);
}

struct Circle {
    double cosine, sine;
};

// exp(2 pi i v): reduction to the nearest quarter turn, and Taylor series of the remainder, at most an eighth of a
// turn.
Circle circle(double v) {
    const auto quarter = static_cast<std::int32_t>(4.0 * v + 0.5);
    const double x = 2.0 * std::numbers::pi * (v - 0.25 * static_cast<double>(quarter)), q = x * x;
    double s = -1.0 / 1307674368000.0, c = 1.0 / 20922789888000.0;  // 1/15!, 1/16!
    s = s * q + 1.0 / 6227020800.0, s = s * q - 1.0 / 39916800.0, s = s * q + 1.0 / 362880.0;
    s = s * q - 1.0 / 5040.0, s = s * q + 1.0 / 120.0, s = s * q - 1.0 / 6.0, s = x + x * q * s;
    c = c * q - 1.0 / 87178291200.0, c = c * q + 1.0 / 479001600.0, c = c * q - 1.0 / 3628800.0;
    c = c * q + 1.0 / 40320.0, c = c * q - 1.0 / 720.0, c = c * q + 1.0 / 24.0, c = c * q - 0.5, c = 1.0 + q * c;
    const bool across = (quarter & 1) != 0;
    const double cosine = across ? s : c, sine = across ? c : s;
    return {((quarter + 1) & 2) != 0 ? -cosine : cosine, (quarter & 2) != 0 ? -sine : sine};
}
}  // namespace

void box_muller(const double* u, const double* v, std::size_t count, double* first, double* second) {
    for (std::size_t i = 0; i < count; ++i) {
        const double radius = std::sqrt(-2.0 * logarithm(u[i]));
        const Circle c = circle(v[i]);
        first[i] = radius * c.cosine;
        second[i] = radius * c.sine;
    }
}

}  // namespace decawatt::base
