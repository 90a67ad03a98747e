#include "base/random_stream.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

using namespace decawatt::base;

namespace {
constexpr int kDraws = 200'000;
constexpr double kStdErrors = 4.0;  // draws are fixed by their identity: the test passes always or never

// The number in (0, 1) of two words, and the angle of Box and Muller, written again from the header.
double unit_of(std::uint64_t high, std::uint64_t low) {
    return (static_cast<double>((high << 32 | low) >> 11) + 0.5) / 9007199254740992.0;
}

struct Sums {
    double mean = 0.0, square = 0.0, fourth = 0.0, neighbour = 0.0;  // about `centre`
};

Sums sums_of(const std::vector<double>& draws, double centre) {
    Sums s;
    for (std::size_t i = 0; i < draws.size(); ++i) {
        const double d = draws[i] - centre;
        s.mean += d;
        s.square += d * d;
        s.fourth += d * d * d * d;
        if (i > 0) s.neighbour += d * (draws[i - 1] - centre);
    }
    const double n = static_cast<double>(draws.size());
    return {s.mean / n, s.square / n, s.fourth / n, s.neighbour / n};
}

std::vector<double> uniforms(const RandomStream& stream) {
    std::vector<double> draws;
    for (std::uint64_t i = 0; i < kDraws; ++i) draws.push_back(stream.uniform(i));
    return draws;
}
}  // namespace

// Random123 1.14, tests/kat_vectors, lines "philox4x32 10": counter, key, expected.
TEST_CASE("the known answers of Philox 4x32-10 come out, word for word") {
    struct Answer {
        std::uint32_t counter[4], key[2], words[4];
    };
    constexpr Answer answers[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (const Answer& a : answers) {
        CAPTURE(a.words[0]);
        const RandomStream stream(a.key[0], static_cast<Purpose>(a.key[1]), a.counter[2], a.counter[3]);
        const std::uint64_t position = static_cast<std::uint64_t>(a.counter[1]) << 32 | a.counter[0];
        const double first = unit_of(a.words[0], a.words[1]), second = unit_of(a.words[2], a.words[3]);
        CHECK(stream.uniform(position) == first);
        const auto normals = stream.normals(position);
        const double radius = std::sqrt(-2.0 * std::log(first)), angle = 2.0 * std::numbers::pi * second;
        CHECK(normals[0] == doctest::Approx(radius * std::cos(angle)).epsilon(1e-14));
        CHECK(normals[1] == doctest::Approx(radius * std::sin(angle)).epsilon(1e-14));
    }
}

// The counters whose four words are all ones and all zeros under the key (0, Purpose::test): Philox inverted round by
// round.
TEST_CASE("the extreme draws stay inside (0, 1) and make finite normals") {
    const RandomStream ones(0, Purpose::test, 0xc26f16b0, 0x1809bfd5);
    const std::uint64_t at_ones = 0xd0f4fd6f4c24020c;
    CHECK(ones.uniform(at_ones) < 1.0);
    CHECK(ones.uniform(at_ones) > 1.0 - 1e-15);
    CHECK(std::isfinite(ones.normals(at_ones)[0]));

    const RandomStream zeros(0, Purpose::test, 0x93d2d51d, 0x9f2b2b43);
    const std::uint64_t at_zeros = 0x86d2894d5ac118cd;
    CHECK(zeros.uniform(at_zeros) > 0.0);
    CHECK(zeros.uniform(at_zeros) < 1e-15);
    CHECK(std::isfinite(zeros.normals(at_zeros)[0]));
}

TEST_CASE("uniform draws have the moments of a uniform number, and neighbours are uncorrelated") {
    const Sums s = sums_of(uniforms(RandomStream(7, Purpose::test, 3, 11)), 0.5);
    CHECK(std::abs(s.mean) < kStdErrors * std::sqrt(1.0 / 12.0 / kDraws));
    CHECK(std::abs(s.square - 1.0 / 12.0) < kStdErrors * std::sqrt(1.0 / 180.0 / kDraws));  // var (u-½)² = 1/80 - 1/144
    CHECK(std::abs(s.neighbour) < kStdErrors / 12.0 / std::sqrt(kDraws));
}

TEST_CASE("uniform draws fill the interval evenly") {
    std::vector<double> draws = uniforms(RandomStream(8, Purpose::test, 0, 0));
    std::sort(draws.begin(), draws.end());
    double distance = 0.0;  // Kolmogorov and Smirnov
    for (std::size_t i = 0; i < draws.size(); ++i)
        distance = std::max(distance, std::abs(draws[i] - (static_cast<double>(i) + 0.5) / kDraws));
    CHECK(distance < 1.95 / std::sqrt(kDraws));  // exceeded by one true uniform sample in a thousand
}

TEST_CASE("normal draws have the moments of a standard normal, and a pair is independent") {
    const RandomStream stream(9, Purpose::test, 1, 2);
    std::vector<double> first, second;
    double cross = 0.0, cross_square = 0.0;
    for (std::uint64_t i = 0; i < kDraws; ++i) {
        const auto pair = stream.normals(i);
        first.push_back(pair[0]);
        second.push_back(pair[1]);
        cross += pair[0] * pair[1] / kDraws;
        cross_square += (pair[0] * pair[0] - 1.0) * (pair[1] * pair[1] - 1.0) / kDraws;
    }
    for (const auto* draws : {&first, &second}) {
        const Sums s = sums_of(*draws, 0.0);
        CHECK(std::abs(s.mean) < kStdErrors / std::sqrt(kDraws));
        CHECK(std::abs(s.square - 1.0) < kStdErrors * std::sqrt(2.0 / kDraws));
        CHECK(std::abs(s.fourth - 3.0) < kStdErrors * std::sqrt(96.0 / kDraws));  // var z⁴ = 105 - 9
        CHECK(std::abs(s.neighbour) < kStdErrors / std::sqrt(kDraws));
    }
    CHECK(std::abs(cross) < kStdErrors / std::sqrt(kDraws));
    CHECK(std::abs(cross_square) < kStdErrors * 2.0 / std::sqrt(kDraws));  // equal radii would show here
}

TEST_CASE("a draw depends only on its key and position, not on earlier draws") {
    const RandomStream stream(1, Purpose::weather_wind, 4, 5);
    std::vector<double> forward, backward;
    for (std::uint64_t i = 0; i < 100; ++i) forward.push_back(stream.uniform(i));
    for (std::uint64_t i = 100; i-- > 0;) {
        (void)RandomStream(1, Purpose::weather_wind, 4, 6).normals(i);
        backward.push_back(RandomStream(1, Purpose::weather_wind, 4, 5).uniform(i));
    }
    std::reverse(backward.begin(), backward.end());
    CHECK(forward == backward);
}

TEST_CASE("seed, purpose, sample, entity and both halves of the position all change the numbers") {
    constexpr std::uint64_t kFar = std::uint64_t{1} << 32;
    std::vector<double> draws;
    for (const std::uint32_t seed : {1U, 2U})
        for (const Purpose purpose : {Purpose::weather_temperature, Purpose::workload})
            for (const std::uint32_t sample : {0U, 1U, 2U})
                for (const std::uint32_t entity : {0U, 1U, 2U})
                    for (const std::uint64_t position :
                         {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{2}, kFar, 2 * kFar, kFar + 1})
                        draws.push_back(RandomStream(seed, purpose, sample, entity).uniform(position));
    std::sort(draws.begin(), draws.end());
    CHECK(std::adjacent_find(draws.begin(), draws.end()) == draws.end());
}

TEST_CASE("streams of neighbouring entities are uncorrelated") {
    const std::vector<double> one = uniforms(RandomStream(1, Purpose::test, 0, 0));
    for (const auto& [sample, entity] : {std::pair{0U, 1U}, std::pair{1U, 0U}}) {
        const std::vector<double> other = uniforms(RandomStream(1, Purpose::test, sample, entity));
        double cross = 0.0;
        for (std::size_t i = 0; i < one.size(); ++i) cross += (one[i] - 0.5) * (other[i] - 0.5) / kDraws;
        CHECK(std::abs(cross) < kStdErrors / 12.0 / std::sqrt(kDraws));
    }
}

TEST_CASE("normals in blocks are those drawn one by one, at any stride and length") {
    for (const std::uint64_t stride : {1ULL, 2ULL})
        for (const std::size_t count : {1UL, 127UL, 128UL, 5000UL}) {
            const RandomStream stream(3, Purpose::test, 2, 1);
            std::vector<double> first(count), second(count);
            stream.fill_normals(stride, first, second);
            double apart = 0.0;
            for (std::size_t i = 0; i < count; ++i) {
                const auto pair = stream.normals(i * stride);
                apart = std::max({apart, std::abs(first[i] - pair[0]), std::abs(second[i] - pair[1])});
            }
            CHECK(apart < 1e-13);
        }
}
