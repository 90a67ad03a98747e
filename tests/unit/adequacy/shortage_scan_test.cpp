// The scan of sixteen hours.
#include "adequacy/hour/hour_balance.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "adequacy/hour/shortage_scan.hpp"
#include "base/random_stream.hpp"
#include "random_hour.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using decawatt::base::at;
using namespace decawatt::adequacy::made;

TEST_CASE("the scan of sixteen hours finds those that are short") {
    constexpr std::size_t kRegions = 5, kStride = 64;
    const Hour network = random_hour(kRegions, 77, false);
    std::vector<double> surplus(kRegions * kStride);
    std::vector<bool> expected, just_enough;
    for (std::uint32_t h = 0; h < kStride; ++h) {
        Hour hour = random_hour(kRegions, 1000 + h, false);
        hour.lines = network.lines;
        for (std::size_t r = 0; r < kRegions; ++r) surplus[r * kStride + h] = hour.surplus[r] += 8.0;
        expected.push_back(unserved_by_paths(hour) > kTight);
        for (double& mw : hour.surplus) mw -= 1.0 / kRegions;  // all numbers are whole: a margin is 0 or at least 1
        just_enough.push_back(unserved_by_paths(hour) > kTight);
    }
    CHECK(std::ranges::count(expected, true) > 2);
    CHECK(std::ranges::count(expected, false) > 2);
    ShortageScan scan(kRegions);
    scan.set_limits(network.limits());
    constexpr std::size_t kBlock = ShortageScan::kHours;
    const std::vector<double> no_need(kRegions);
    for (std::size_t h = 0; h < kStride; ++h) {
        const unsigned found = scan.short_hours(surplus, kStride, h / kBlock * kBlock, no_need);
        if (expected[h]) CHECK((found >> h % kBlock & 1U) == 1U);
        if (!expected[h] && !just_enough[h]) CHECK((found >> h % kBlock & 1U) == 0U);
    }
}
