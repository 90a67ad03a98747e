// An hour by sets of regions, against flows found path by path.
#include "adequacy/hour/hour_balance.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "adequacy/hour/shortage_scan.hpp"
#include "base/random_stream.hpp"

using namespace decawatt;
using namespace decawatt::adequacy;
using decawatt::base::at;

namespace {
constexpr NodeIndex kA{0}, kB{1}, kC{2};

constexpr double kTight = 1e-9;

std::vector<double> limits_of(std::size_t regions, const std::vector<LineCapacity>& lines,
                              const std::vector<double>& net_import, const std::vector<double>& net_export) {
    std::vector<double> limit(RegionSet{1} << regions);
    import_limits_mw(lines, net_import, net_export, limit);
    return limit;
}

struct Hour {
    std::vector<double> surplus, net_import, net_export;
    std::vector<LineCapacity> lines;
    std::size_t regions() const { return surplus.size(); }
    std::vector<double> limits() const { return limits_of(regions(), lines, net_import, net_export); }
};

Hour random_hour(std::size_t regions, std::uint32_t number, bool with_net_limits) {
    const base::RandomStream stream(5, base::Purpose::test, number, 0);
    std::uint64_t position = 0;
    const auto next = [&] { return stream.uniform(position++); };
    Hour hour;
    for (std::size_t r = 0; r < regions; ++r) hour.surplus.push_back(std::round(40.0 * next() - 20.0));
    for (std::size_t a = 0; a < regions; ++a)
        for (std::size_t b = a + 1; b < regions; ++b)
            if (next() < 0.6)
                hour.lines.push_back(
                    {NodeIndex{a}, NodeIndex{b}, std::round(10.0 * next()), std::round(10.0 * next())});
    if (with_net_limits)
        for (std::size_t r = 0; r < regions; ++r) {
            hour.net_import.push_back(std::round(12.0 * next()));
            hour.net_export.push_back(std::round(12.0 * next()));
        }
    return hour;
}

// Ford and Fulkerson on the graph of source, gates, regions and sink: the power that reaches the short regions.
double delivered_by_paths(const Hour& hour) {
    const std::size_t n = hour.regions(), source = 2 * n, sink = source + 1;
    std::vector<std::vector<double>> room(sink + 1, std::vector<double>(sink + 1, 0.0));
    const double none = std::numeric_limits<double>::infinity();
    for (std::size_t r = 0; r < n; ++r) {  // the place of supply and demand r behind its gate to the network n + r
        room[source][r] = std::max(0.0, hour.surplus[r]);
        room[r][sink] = std::max(0.0, -hour.surplus[r]);
        room[r][n + r] = hour.net_export.empty() ? none : hour.net_export[r];
        room[n + r][r] = hour.net_import.empty() ? none : hour.net_import[r];
    }
    for (const LineCapacity& line : hour.lines) {
        room[n + at(line.from)][n + at(line.to)] += line.forward_mw;
        room[n + at(line.to)][n + at(line.from)] += line.reverse_mw;
    }
    double delivered = 0.0;
    for (;;) {
        std::vector<std::size_t> before(room.size(), room.size()), queue = {source};
        before[source] = source;
        for (std::size_t i = 0; i < queue.size(); ++i)
            for (std::size_t to = 0; to < room.size(); ++to)
                if (before[to] == room.size() && room[queue[i]][to] > kTight)
                    before[to] = queue[i], queue.push_back(to);
        if (before[sink] == room.size()) return delivered;
        double most = none;
        for (std::size_t at = sink; at != source; at = before[at]) most = std::min(most, room[before[at]][at]);
        for (std::size_t at = sink; at != source; at = before[at])
            room[before[at]][at] -= most, room[at][before[at]] += most;
        delivered += most;
    }
}

double unserved_by_paths(const Hour& hour) {
    double shortage = 0.0;
    for (const double mw : hour.surplus) shortage += std::max(0.0, -mw);
    return shortage - delivered_by_paths(hour);
}

double unserved_by_sets(const Hour& hour) {
    HourBalance balance(hour.regions());
    balance.start(hour.surplus, hour.limits());
    return balance.unserved_mw();
}

// The rule as it reads: every set has its room; all resources are added, then the last is taken back as far as nobody
// loses by it, then the one before it.
std::vector<double> used_by_the_rule(const Hour& hour, const std::vector<HourBalance::Resource>& resources) {
    std::vector<double> room = hour.limits(), used;
    const auto holds = [](RegionSet set, NodeIndex node) { return (set >> at(node) & 1U) != 0; };
    const auto helps = [&](const HourBalance::Resource& resource, RegionSet set) {
        return holds(set, resource.region) &&
               (resource.taken_from == HourBalance::kNowhere || !holds(set, resource.taken_from));
    };
    for (RegionSet set = 0; set < room.size(); ++set) {
        for (std::size_t r = 0; r < hour.regions(); ++r) room[set] += holds(set, NodeIndex{r}) ? hour.surplus[r] : 0.0;
        for (const auto& resource : resources) room[set] += helps(resource, set) ? resource.at_most_mw : 0.0;
    }
    const double least = *std::ranges::min_element(room);
    for (std::size_t i = resources.size(); i-- > 0;) {
        double spared = resources[i].at_most_mw;
        for (RegionSet set = 0; set < room.size(); ++set)
            if (helps(resources[i], set)) spared = std::min(spared, std::max(0.0, room[set] - least));
        for (RegionSet set = 0; set < room.size(); ++set) room[set] -= helps(resources[i], set) ? spared : 0.0;
        used.insert(used.begin(), resources[i].at_most_mw - spared);
    }
    return used;
}

// As a data centre of the size of a region behind one line: most hours have one set alone that is short.
Hour hour_with_hub(std::size_t regions, std::uint32_t number) {
    Hour hour = random_hour(regions, number, false);
    const base::RandomStream stream(8, base::Purpose::test, number, 0);
    for (double& mw : hour.surplus) mw += 15.0 * stream.uniform(0);
    hour.surplus.push_back(-20.0 * stream.uniform(1));
    hour.lines.push_back({NodeIndex{0}, NodeIndex{regions}, 12.0 * stream.uniform(2), 0.0});
    return hour;
}

}  // namespace

TEST_CASE("the least unserved power is that of the best flow") {
    for (std::uint32_t i = 0; i < 400; ++i) {
        const Hour hour = random_hour(1 + i % 6, i, i % 2 == 1);
        CAPTURE(i);
        CHECK(std::abs(unserved_by_sets(hour) - unserved_by_paths(hour)) <= kTight);
    }
}

TEST_CASE("a data centre hangs behind the gate of its region") {
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
    CHECK(unserved_mw(-8.0, -6.0, 50.0) == doctest::Approx(4.0));         // what D draws is import of A
    CHECK(unserved_mw(30.0, 6.0, 33.0) == doctest::Approx(50.0 - 33.0));  // and what D gives is export of A
}

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
        for (double& mw : hour.surplus) mw -= 1.0 / kRegions;  // all numbers are whole: room is 0 or 1 at least
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

TEST_CASE("resources end a shortage in their order, as little of each as the later ones allow") {
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
            // A little less of one that is used, with the ones before it as they are and those after it spared: worse.
            auto less = resources;
            less[k].at_most_mw -= 1e-3;
            CHECK(with(less) >= with(resources) + 1e-3 - 1e-8);
        }
    }
}

TEST_CASE("resources are used by the rule, load that moves among them") {
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
        HourBalance helped(nodes);  // what is used and what is left are one account
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

TEST_CASE("charging takes what nobody misses, and all of that") {
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
    SUBCASE("without limits all bear the same share of their load") {
        const std::vector<LineCapacity> lines = {{kA, kB, 1e3, 1e3}, {kB, kC, 1e3, 1e3}};
        balance.start(std::vector<double>{-30.0, 10.0, -10.0}, limits_of(3, lines, {}, {}));
        balance.share(std::vector<double>{100.0, 50.0, 150.0}, unserved);
        CHECK(unserved[0] == doctest::Approx(10.0));
        CHECK(unserved[1] == doctest::Approx(5.0));
        CHECK(unserved[2] == doctest::Approx(15.0));
    }
    SUBCASE("behind a narrow line a region bears what nobody can bear for it") {
        const std::vector<LineCapacity> lines = {{kA, kB, 5.0, 5.0}, {kB, kC, 1e3, 1e3}};
        balance.start(std::vector<double>{-30.0, 10.0, -20.0}, limits_of(3, lines, {}, {}));
        balance.share(std::vector<double>{100.0, 50.0, 150.0}, unserved);
        CHECK(unserved[0] == doctest::Approx(25.0));  // 30 less the 5 of the line: more than its share of 40 in 300
        CHECK(unserved[1] == doctest::Approx(15.0 * 50.0 / 200.0));
        CHECK(unserved[2] == doctest::Approx(15.0 * 150.0 / 200.0));
    }
    SUBCASE("no more than everybody needs, at any cut") {
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
