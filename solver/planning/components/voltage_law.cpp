#include "planning/components/voltage_law.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "base/error.hpp"
#include "planning/assembly.hpp"
#include "planning/components/cycle_basis.hpp"

namespace decawatt::planning {

using base::at;

namespace {

constexpr double kRadiansPerDegree = std::numbers::pi / 180.0;

// The corridors to which the law applies in the year; each is a single line. Lines without capacity in the year are
// open circuits.
std::vector<std::size_t> corridors_of_law(const ChainAssembly& chain) {
    const auto& lines = chain.study().lines;
    const auto& corridors = chain.layout.groups.corridors;
    std::vector<std::size_t> found;
    for (std::size_t c = 0; c < corridors.members.size(); ++c) {
        const std::size_t line = at(corridors.members[c].front());
        if (!lines.has_reactance(line)) continue;
        base::expects(corridors.members[c].size() == 1, "a line with a reactance is a corridor of its own");
        base::expects(lines.loss_frac[line] == 0.0 && !lines.build[line].possible(),
                      "a line with a reactance is lossless and not to be built");
        const CorridorHours hours = existing_corridor(chain.view, corridors, c);
        if (assets::highest(hours.forward_mw) > 0.0 || assets::highest(hours.reverse_mw) > 0.0) found.push_back(c);
    }
    return found;
}

}  // namespace

std::vector<RowEntries> add_voltage_rows(ChainAssembly& chain) {
    const auto& lines = chain.study().lines;
    const auto& corridors = chain.layout.groups.corridors;
    const std::vector<std::size_t> members = corridors_of_law(chain);
    std::vector<Edge> edges;
    for (const std::size_t c : members) edges.push_back({at(corridors.from[c]), at(corridors.to[c])});

    std::vector<RowEntries> entries(corridors.members.size());
    const auto line_of = [&](const CycleStep& step) { return at(corridors.members[members[step.edge]].front()); };
    const auto drop = [&](std::size_t line) { return lines.reactance_pu[line] * lines.tap_ratio[line]; };
    int number = 0;
    for (const Cycle& cycle : cycle_basis(chain.study().regions.name.size(), edges)) {
        const Row row = chain.builder.add_row("voltage law " + std::to_string(++number));
        double largest = 0.0, shift_rad = 0.0;  // the row is divided by its largest coefficient
        for (const CycleStep& step : cycle) {
            largest = std::max(largest, drop(line_of(step)));
            shift_rad += step.sign * lines.phase_shift_deg[line_of(step)] * kRadiansPerDegree;
        }
        for (const CycleStep& step : cycle)
            entries[members[step.edge]].emplace_back(row, step.sign * drop(line_of(step)) / largest);
        chain.builder.add_to_rhs(row, -shift_rad * chain.study().planning.base_mva / (chain.units.power_mw * largest));
    }
    return entries;
}

}  // namespace decawatt::planning
