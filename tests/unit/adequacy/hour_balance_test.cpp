// The balance of an hour by sets of regions, against maximum flow by augmenting paths.
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

TEST_CASE("the least unserved power is that of the best flow") {
    for (std::uint32_t i = 0; i < 400; ++i) {
        const Hour hour = random_hour(1 + i % 6, i, i % 2 == 1);
        CAPTURE(i);
        CHECK(std::abs(unserved_by_sets(hour) - unserved_by_paths(hour)) <= kTight);
    }
}

TEST_CASE("a data centre is behind the net limits of its region") {
    // B sends to A, which may import 10 net; D draws through its connection to A, of 8, in the sense of the line A to
    // D.
    const auto unserved_mw = [](double at_a, double at_d, double export_of_a) {
        const std::vector<double> net_import = {10.0, kUnlimitedMw}, net_export = {export_of_a, kUnlimitedMw};
        const std::vector<double> limits =
            limits_of(3, {{kB, kA, 100.0, 100.0}, {kA, kC, 8.0, 8.0}}, net_import, net_export);
        HourBalance balance(3);
        balance.start(std::vector<double>{at_a, at_a > 0.0 ? -50.0 : 100.0, at_d}, limits);
        return balance.unserved_mw();
    };
    CHECK(unserved_mw(0.0, -6.0, 50.0) == doctest::Approx(0.0));
    CHECK(unserved_mw(0.0, -9.0, 50.0) == doctest::Approx(1.0));          // the connection
    CHECK(unserved_mw(-8.0, -6.0, 50.0) == doctest::Approx(4.0));         // the draw of D is import of A
    CHECK(unserved_mw(30.0, 6.0, 33.0) == doctest::Approx(50.0 - 33.0));  // and the output of D is export of A
}

TEST_CASE("resources are used in order, no more of each than the shortage requires") {
    for (std::uint32_t i = 0; i < 200; ++i) {
        const Hour hour = random_hour(4, 5000 + i, i % 2 == 1);
        const base::RandomStream stream(6, base::Purpose::test, i, 0);
        std::vector<HourBalance::Resource> resources;
        for (std::uint64_t k = 0; k < 6; ++k)
            resources.push_back({static_cast<NodeIndex>(4.0 * stream.uniform(2 * k)), 8.0 * stream.uniform(2 * k + 1)});
        const auto all = resources;
        HourBalance balance(4);
        balance.start(hour.surplus, hour.limits());
        balance.use(resources);
        const auto with = [&](const std::vector<HourBalance::Resource>& used) {
            Hour helped = hour;
            for (const auto& resource : used) helped.surplus[at(resource.region)] += resource.at_most_mw;
            return unserved_by_paths(helped);
        };
        CAPTURE(i);
        CHECK(std::abs(with(resources) - with(all)) <= 1e-8);  // nothing more could have been served
        CHECK(std::abs(balance.unserved_mw() - with(resources)) <= 1e-8);
        for (std::size_t k = 0; k < resources.size(); ++k) {
            CHECK(resources[k].at_most_mw <= all[k].at_most_mw);
            if (resources[k].at_most_mw < 1e-3) continue;
            // Slightly less of one resource, with those before it unchanged and those after it unused, increases the
            // shortage.
            auto less = resources;
            less[k].at_most_mw -= 1e-3;
            CHECK(with(less) >= with(resources) + 1e-3 - 1e-8);
        }
    }
}

TEST_CASE("resources are used in order, including moved load") {
    int short_hours = 0, used_in_part = 0;
    for (std::uint32_t i = 0; i < 2000; ++i) {
        const std::size_t nodes = 3 + i % 4;
        const Hour hour = i % 3 == 0 ? random_hour(nodes, 30000 + i, i % 2 == 1) : hour_with_hub(nodes - 1, 30000 + i);
        const base::RandomStream stream(7, base::Purpose::test, i, 0);
        std::vector<HourBalance::Resource> resources;
        for (std::uint64_t k = 0; k < 8; ++k) {
            const auto node = [&](std::uint64_t place) {
                return static_cast<NodeIndex>(static_cast<double>(nodes) * stream.uniform(4 * k + place));
            };
            resources.push_back({node(0), 6.0 * stream.uniform(4 * k + 1)});
            if (stream.uniform(4 * k + 2) < 0.4 && node(3) != node(0)) resources.back().taken_from = node(3);
        }
        HourBalance balance(nodes);
        balance.start(hour.surplus, hour.limits());
        short_hours += balance.unserved_mw() > kTight ? 1 : 0;
        const std::vector<double> expected = used_by_the_rule(hour, resources);
        const auto all = resources;
        balance.use(resources);
        CAPTURE(i);
        for (std::size_t k = 0; k < resources.size(); ++k) {
            CHECK(std::abs(resources[k].at_most_mw - expected[k]) <= 1e-8);
            used_in_part += expected[k] > 1e-3 && expected[k] < all[k].at_most_mw - 1e-3 ? 1 : 0;
        }
        HourBalance helped(nodes);  // used and remaining power in one balance
        Hour with = hour;
        for (const auto& resource : resources)
            if (resource.taken_from == HourBalance::kNowhere)
                with.surplus[at(resource.region)] += resource.at_most_mw;
            else
                with.lines.push_back({resource.taken_from, resource.region, resource.at_most_mw, 0.0});
        helped.start(with.surplus, hour.net_import.empty() ? with.limits() : hour.limits());
        if (hour.net_import.empty()) CHECK(std::abs(helped.unserved_mw() - balance.unserved_mw()) <= 1e-7);
    }
    CHECK(short_hours > 1000);
    CHECK(used_in_part > 300);
}

TEST_CASE("charging uses all surplus that causes no shortage") {
    for (std::uint32_t i = 0; i < 200; ++i) {
        const Hour hour = random_hour(4, 9000 + i, i % 2 == 0);
        HourBalance balance(4);
        balance.start(hour.surplus, hour.limits());
        const double before = balance.unserved_mw(), taken = balance.take(NodeIndex{i % 4}, 7.0);
        Hour charged = hour, more = hour;
        charged.surplus[i % 4] -= taken;
        more.surplus[i % 4] -= taken + 0.1;
        const double deficit = std::max(0.0, -charged.surplus[i % 4]) - std::max(0.0, -hour.surplus[i % 4]);
        CAPTURE(i);
        CHECK(deficit >= 0.0);
        CHECK(std::abs(unserved_by_paths(charged) - before) <= 1e-8);
        if (taken < 7.0) CHECK(unserved_by_paths(more) > before + 0.05);
    }
}

TEST_CASE("a shortage is shared as equally as the network allows") {
    HourBalance balance(3);
    std::vector<double> unserved(3);
    SUBCASE("without limits all have the same unserved share of load") {
        const std::vector<LineCapacity> lines = {{kA, kB, 1e3, 1e3}, {kB, kC, 1e3, 1e3}};
        balance.start(std::vector<double>{-30.0, 10.0, -10.0}, limits_of(3, lines, {}, {}));
        balance.share(std::vector<double>{100.0, 50.0, 150.0}, unserved);
        CHECK(unserved[0] == doctest::Approx(10.0));
        CHECK(unserved[1] == doctest::Approx(5.0));
        CHECK(unserved[2] == doctest::Approx(15.0));
    }
    SUBCASE("behind a small line a region bears the rest of its shortage") {
        const std::vector<LineCapacity> lines = {{kA, kB, 5.0, 5.0}, {kB, kC, 1e3, 1e3}};
        balance.start(std::vector<double>{-30.0, 10.0, -20.0}, limits_of(3, lines, {}, {}));
        balance.share(std::vector<double>{100.0, 50.0, 150.0}, unserved);
        CHECK(unserved[0] == doctest::Approx(25.0));  // 30 less the 5 of the line: more than its share of 40 in 300
        CHECK(unserved[1] == doctest::Approx(15.0 * 50.0 / 200.0));
        CHECK(unserved[2] == doctest::Approx(15.0 * 150.0 / 200.0));
    }
    SUBCASE("no cut has more unserved load than necessary") {
        for (std::uint32_t i = 0; i < 300; ++i) {
            const Hour hour = random_hour(5, 20000 + i, i % 2 == 0);
            HourBalance five(5);
            five.start(hour.surplus, hour.limits());
            if (five.unserved_mw() <= kTight) continue;
            std::vector<double> borne(5);
            five.share(std::vector<double>(5, 50.0), borne);
            Hour relieved = hour;
            for (std::size_t r = 0; r < 5; ++r) {
                CHECK(borne[r] >= 0.0);
                relieved.surplus[r] += borne[r];
            }
            CAPTURE(i);
            CHECK(std::accumulate(borne.begin(), borne.end(), 0.0) == doctest::Approx(five.unserved_mw()));
            CHECK(unserved_by_paths(relieved) <= 1e-6);
        }
    }
}
