#include "benchmarks/report.hpp"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <bit>
#include <fstream>

namespace decawatt::benchmarks {

namespace {

double peak_mb() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024.0;  // Linux counts in KiB
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("model name")) return line.substr(std::min(line.size(), line.find(':') + 2));
    return "unknown";
}
}  // namespace

nlohmann::ordered_json report(const Measured& measured) {
    return {{"name", measured.name},
            {"size", measured.size},
            {"threads", measured.threads},
            {"ranks", 1},
            {"median_s", median(measured.seconds)},
            {"min_s", *std::min_element(measured.seconds.begin(), measured.seconds.end())},
            {"peak_mb", peak_mb()},
            {"checksum", fmt::format("{:016x}", measured.checksum)},
            {"version", DECAWATT_VERSION},
            {"compiler", __VERSION__},
            {"cpu", processor()}};
}

std::uint64_t checksum(std::span<const std::uint64_t> words, std::uint64_t sum) {
    constexpr std::uint64_t kPrime = 1099511628211U;
    for (std::uint64_t bits : words)
        for (int byte = 0; byte < 8; ++byte, bits >>= 8U) sum = (sum ^ (bits & 0xffU)) * kPrime;
    return sum;
}

std::uint64_t checksum(std::span<const double> values, std::uint64_t sum) {
    for (const double value : values) {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        sum = checksum(std::span(&bits, 1), sum);
    }
    return sum;
}

std::uint64_t checksum(const lp::Solution& solution) {
    std::uint64_t sum = kEmptySum;
    const auto add = [&sum](const auto& part) {
        sum = checksum(std::span(part.data(), static_cast<std::size_t>(part.size())), sum);
    };
    for (const auto* parts : {&solution.x, &solution.y})
        for (const lp::Matrix& part : *parts) add(part);
    for (const lp::Vector* part : {&solution.k, &solution.lambda}) add(*part);
    return sum;
}

}  // namespace decawatt::benchmarks
