// Output of every benchmark: one JSON object a line, with the same first fields.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "lp/solution.hpp"

namespace decawatt::benchmarks {

struct Measured {
    std::string name;       // of the benchmark
    std::int64_t size = 0;  // the size that time grows with
    int threads = 1;
    std::vector<double> seconds;  // of each repetition, at least one
    std::uint64_t checksum = 0;   // of what was computed: the same bits give the same sum
};

// {name, size, threads, ranks, median_s, min_s, peak_mb, checksum, version, compiler, cpu}
nlohmann::ordered_json report(const Measured& measured);

// 64-bit FNV-1a over the bits of values, continued from `sum`.
inline constexpr std::uint64_t kEmptySum = 14695981039346656037U;
std::uint64_t checksum(std::span<const double> values, std::uint64_t sum);
std::uint64_t checksum(std::span<const std::uint64_t> words, std::uint64_t sum);

// The same over x, y, k and lambda.
std::uint64_t checksum(const lp::Solution& solution);

}  // namespace decawatt::benchmarks
