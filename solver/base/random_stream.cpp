#include "base/random_stream.hpp"

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/block_normals.hpp"
#include "base/error.hpp"

namespace decawatt::base {

namespace {
double to_unit(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 32 | low) >> 11;  // 53 bits
    constexpr double kBelowOne = 1.0 - 0x1.0p-53;  // the largest of the 2^53 numbers would round up to one
    return std::min((static_cast<double>(bits) + 0.5) * 0x1.0p-53, kBelowOne);
}

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 2> key, std::array<std::uint32_t, 2> identity,
                                    std::uint64_t position) {
    const r123::Philox4x32::ctr_type counter{
        {static_cast<std::uint32_t>(position), static_cast<std::uint32_t>(position >> 32), identity[0], identity[1]}};
    const auto out = r123::Philox4x32{}(counter, {{key[0], key[1]}});
    return {out[0], out[1], out[2], out[3]};
}
}  // namespace

RandomStream::RandomStream(std::uint32_t seed, Purpose purpose, std::uint32_t sample, std::uint32_t entity)
    : key_{seed, static_cast<std::uint32_t>(purpose)}, identity_{sample, entity} {}

double RandomStream::uniform(std::uint64_t position) const {
    const auto bits = philox(key_, identity_, position);
    return to_unit(bits[0], bits[1]);
}

std::array<double, 2> RandomStream::uniforms(std::uint64_t position) const {
    const auto bits = philox(key_, identity_, position);
    return {to_unit(bits[0], bits[1]), to_unit(bits[2], bits[3])};
}

std::array<double, 2> RandomStream::normals(std::uint64_t position) const {
    const auto bits = philox(key_, identity_, position);
    const double radius = std::sqrt(-2.0 * std::log(to_unit(bits[0], bits[1])));
    const double angle = 2.0 * std::numbers::pi * to_unit(bits[2], bits[3]);
    return {radius * std::cos(angle), radius * std::sin(angle)};
}

void RandomStream::fill_normals(std::uint64_t stride, std::span<double> first, std::span<double> second) const {
    expects(first.size() == second.size(), "normals come in pairs");
    std::array<double, kNormalBlock> u, v;
    for (std::size_t start = 0; start < first.size(); start += kNormalBlock) {
        const std::size_t count = std::min(kNormalBlock, first.size() - start);
        for (std::size_t i = 0; i < count; ++i) {
            const auto bits = philox(key_, identity_, (start + i) * stride);
            u[i] = to_unit(bits[0], bits[1]);
            v[i] = to_unit(bits[2], bits[3]);
        }
        box_muller(u.data(), v.data(), count, first.data() + start, second.data() + start);
    }
}

}  // namespace decawatt::base
