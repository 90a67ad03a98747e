// Random hours, and their unserved power by maximum flow.
#pragma once

#include "adequacy/hour/hour_balance.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "adequacy/hour/shortage_scan.hpp"
#include "base/random_stream.hpp"

namespace decawatt::adequacy::made {

using namespace decawatt;
using namespace decawatt::adequacy;
using decawatt::base::at;

constexpr NodeIndex kA{0}, kB{1}, kC{2};

constexpr double kTight = 1e-9;

inline std::vector<double> limits_of(std::size_t regions, const std::vector<LineCapacity>& lines,
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

inline Hour random_hour(std::size_t regions, std::uint32_t number, bool with_net_limits) {
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
inline double delivered_by_paths(const Hour& hour) {
    const std::size_t n = hour.regions(), source = 2 * n, sink = source + 1;
    std::vector<std::vector<double>> room(sink + 1, std::vector<double>(sink + 1, 0.0));
    const double none = std::numeric_limits<double>::infinity();
    for (std::size_t r = 0; r < n; ++r) {  // r: region; n + r: its connection to the network
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

inline double unserved_by_paths(const Hour& hour) {
    double shortage = 0.0;
    for (const double mw : hour.surplus) shortage += std::max(0.0, -mw);
    return shortage - delivered_by_paths(hour);
}

inline double unserved_by_sets(const Hour& hour) {
    HourBalance balance(hour.regions());
    balance.start(hour.surplus, hour.limits());
    return balance.unserved_mw();
}

// The rule word for word: the margin of every set; all resources are added, then the last is reduced as far as no
// shortage grows, then the one before it.
inline std::vector<double> used_by_the_rule(const Hour& hour, const std::vector<HourBalance::Resource>& resources) {
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

// Like a data centre as large as a region behind one line: in most hours exactly one set is short.
inline Hour hour_with_hub(std::size_t regions, std::uint32_t number) {
    Hour hour = random_hour(regions, number, false);
    const base::RandomStream stream(8, base::Purpose::test, number, 0);
    for (double& mw : hour.surplus) mw += 15.0 * stream.uniform(0);
    hour.surplus.push_back(-20.0 * stream.uniform(1));
    hour.lines.push_back({NodeIndex{0}, NodeIndex{regions}, 12.0 * stream.uniform(2), 0.0});
    return hour;
}

}  // namespace decawatt::adequacy::made
