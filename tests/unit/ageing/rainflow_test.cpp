// Rainflow counting against the example of the standard and the invariants of every count.
#include "ageing/rainflow.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <map>
#include <vector>

#include "base/random_stream.hpp"

using namespace decawatt::ageing;
using doctest::Approx;

namespace {

std::vector<CountedCycle> counted(const std::vector<double>& values) {
    std::vector<CountedCycle> cycles;
    Rainflow rainflow;
    const auto sink = [&](const CountedCycle& c) { cycles.push_back(c); };
    for (const double value : values) rainflow.push(value, sink);
    rainflow.finish(sink);
    return cycles;
}

// The same counts by a simple algorithm: reversals first, then the rule of the standard over a list.
std::map<double, double> counted_from_a_list(const std::vector<double>& values) {
    std::vector<double> turns;
    for (const double v : values) {
        if (!turns.empty() && v == turns.back()) continue;
        if (turns.size() >= 2 && (turns.back() - turns[turns.size() - 2]) * (v - turns.back()) > 0.0) turns.pop_back();
        turns.push_back(v);
    }
    std::map<double, double> counts;
    std::vector<double> list;
    for (const double turn : turns) {
        list.push_back(turn);
        while (list.size() >= 3) {
            const auto end = list.end();
            const double x = std::abs(end[-1] - end[-2]), y = std::abs(end[-2] - end[-3]);
            if (x < y) break;
            counts[y] += list.size() == 3 ? 0.5 : 1.0;
            if (list.size() == 3)
                list.erase(list.begin());
            else
                list.erase(end - 3, end - 1);
        }
    }
    for (std::size_t i = 1; i < list.size(); ++i) counts[std::abs(list[i] - list[i - 1])] += 0.5;
    return counts;
}

}  // namespace

TEST_CASE("a small cycle within a rise is a full cycle with its own mean; the start of the history counts as halves") {
    const auto cycles = counted({0.0, 0.2, 0.6, 0.4, 0.4, 1.0, 0.0});
    REQUIRE(cycles.size() == 3);
    CHECK(cycles[0].range == Approx(0.2));
    CHECK(cycles[0].mean == Approx(0.5));
    CHECK(cycles[0].count == 1.0);
    CHECK(cycles[1].range == Approx(1.0));
    CHECK(cycles[1].count == 0.5);
    CHECK(cycles[2].count == 0.5);
}

TEST_CASE("a history without reversals has no cycles") {
    CHECK(counted({}).empty());
    CHECK(counted({0.4}).empty());
    CHECK(counted({0.4, 0.4, 0.4}).empty());
}

TEST_CASE(
    "a long random history: the counts equal those of the list algorithm, with half the path in total and little "
    "memory") {
    const decawatt::base::RandomStream random(7, decawatt::base::Purpose::test, 1, 0);
    std::vector<double> values;
    double soc = 0.5, path = 0.0;
    for (int t = 0; t < 20000; ++t) {
        const double next =
            std::round(
                8.0 * std::min(1.0, std::max(0.0, soc + 0.4 * (random.uniform(static_cast<std::uint64_t>(t)) - 0.5)))) /
            8.0;
        path += t == 0 ? 0.0 : std::abs(next - soc);  // eighths: sums are exact
        values.push_back(soc = next);
    }
    std::map<double, double> counts;
    double half_path = 0.0;
    for (const CountedCycle& c : counted(values)) {
        counts[c.range] += c.count;
        half_path += c.range * c.count;
    }
    CHECK(counts == counted_from_a_list(values));
    CHECK(half_path == path / 2.0);
    REQUIRE(counts.size() >= 4);
}
