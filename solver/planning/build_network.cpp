// Flows: corridors between regions, interface limits.
#include <algorithm>
#include <cmath>
#include <limits>

#include "planning/fleets.hpp"
#include "planning/stage.hpp"

namespace decawatt::planning {

using base::at;

namespace {

// Flow = x - R: one column in place of two that could circulate without end, bounds 0 ≤ x ≤ F + R.
FlowColumns add_net_flow(Stage& stage, const Flow& flow) {
    FlowColumns columns;
    ColumnSpec spec{flow.name, 0.0, {{flow.from, -1.0}, {flow.to, 1.0}}, {}, {}, flow.scaled_by};
    spec.rows.insert(spec.rows.end(), flow.counted.begin(), flow.counted.end());
    for (const auto& [row, value] : spec.rows) {
        if (flow.scaled_by == lp::kFixedBound)
            stage.builder.add_to_rhs(row, flow.reverse, value);
        else
            stage.builder.add_to_border_matrix(row, flow.scaled_by, -value);  // R = κ
    }
    if (flow.scaled_by == lp::kFixedBound)
        columns.shift = flow.reverse;
    else
        columns.shift_border = flow.scaled_by;
    Hours upper = flow.forward;
    for (std::size_t t = 0; t < upper.size(); ++t) upper[t] += flow.reverse[t];
    columns.net = stage.builder.add_column(std::move(spec), std::move(upper));
    return columns;
}

int add_one_way(Stage& stage, const Flow& flow, bool turned) {
    const int from = turned ? flow.to : flow.from, to = turned ? flow.from : flow.to;
    ColumnSpec spec{flow.name + (turned ? " reverse" : " forward"),
                    0.0,
                    {{from, -1.0}, {to, 1.0 - flow.loss_frac}},
                    {},
                    {},
                    flow.scaled_by};
    for (const auto& [row, value] : flow.counted) spec.rows.emplace_back(row, turned ? -value : value);
    return stage.builder.add_column(std::move(spec), turned ? flow.reverse : flow.forward);
}

struct Reach {
    double most = 0.0, least = 0.0;  // of the signed sum over an interface, MW
};

Reach reach_of(const Stage& stage, model::InterfaceIndex interface) {
    Reach reach;
    for (std::size_t c = 0; c < stage.layout.corridors.members.size(); ++c) {
        const double sign = sign_in_interface(stage.study(), stage.layout.corridors, c, interface);
        if (sign == 0.0) continue;
        const CorridorHours hours = existing_corridor(stage.view, stage.layout.corridors, c);
        double built = 0.0;
        for (const auto& [b, factor] : stage.builds_of(BuildKind::line, c))
            built += stage.layout.builds[static_cast<std::size_t>(b)].limit_mw;
        const double forward = std::abs(sign) * (highest(hours.forward_mw) + built);
        const double reverse = std::abs(sign) * (highest(hours.reverse_mw) + built);
        reach.most += sign > 0.0 ? forward : reverse;
        reach.least -= sign > 0.0 ? reverse : forward;
    }
    return reach;
}

// Σ sign × flow + slack = limit, only where the lines could carry more than the limit.
void add_interface_rows(Stage& stage) {
    const auto& interfaces = stage.study().interfaces;
    const double no_limit = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < interfaces.name.size(); ++i) {
        stage.columns.interface_row.push_back(kAbsent);
        const double limit_mw = model::stepwise(interfaces.limit_mw[i], stage.view.year.year, no_limit);
        const Reach reach = reach_of(stage, static_cast<model::InterfaceIndex>(i));
        if (limit_mw >= reach.most) continue;
        const int row = stage.builder.add_row("interface " + interfaces.name[i]);
        stage.columns.interface_row[i] = row;
        stage.builder.add_to_rhs(row, limit_mw / stage.units.power_mw);
        stage.builder.add_column({"slack " + interfaces.name[i], 0.0, {{row, 1.0}}, {}, {}},
                                 Hours(stage.view.hours(), (limit_mw - reach.least) / stage.units.power_mw));
    }
}

// To the entries of the voltage law.
Entries with_interfaces(const Stage& stage, std::size_t corridor, Entries entries) {
    for (std::size_t i = 0; i < stage.columns.interface_row.size(); ++i)
        if (stage.columns.interface_row[i] != kAbsent)
            entries.emplace_back(stage.columns.interface_row[i],
                                 sign_in_interface(stage.study(), stage.layout.corridors, corridor,
                                                   static_cast<model::InterfaceIndex>(i)));
    return entries;
}

// κ holds what is there all year in both directions, and what is built.
int add_line_capacity(Stage& stage, double offset_mw, Entries builds) {
    for (auto& [b, factor] : builds)
        factor = stage.study().lines.availability_frac[stage.layout.builds[static_cast<std::size_t>(b)].asset];
    return stage.builder.add_border(offset_mw / stage.units.power_mw, std::move(builds));
}

void add_corridor(Stage& stage, std::size_t c, Entries voltage) {
    const auto& corridors = stage.layout.corridors;
    CorridorHours hours = existing_corridor(stage.view, corridors, c);
    Entries builds = stage.builds_of(BuildKind::line, c);
    const double always_mw = builds.empty() ? 0.0 : std::min(lowest(hours.forward_mw), lowest(hours.reverse_mw));
    for (Hours* direction : {&hours.forward_mw, &hours.reverse_mw})
        for (double& mw : *direction) mw = (mw - always_mw) / stage.units.power_mw;
    Flow flow{"flow " + corridors.name[c],
              stage.columns.region_row[at(corridors.from[c])],
              stage.columns.region_row[at(corridors.to[c])],
              corridors.loss_frac[c],
              std::move(hours.forward_mw),
              std::move(hours.reverse_mw),
              lp::kFixedBound,
              with_interfaces(stage, c, std::move(voltage))};
    stage.columns.corridor[c].fixed = add_flow(stage, flow);
    if (builds.empty()) return;
    flow.name += " (growing)";
    flow.forward = flow.reverse = Hours(stage.view.hours(), 1.0);
    flow.scaled_by = add_line_capacity(stage, always_mw, std::move(builds));
    stage.columns.corridor[c].built = add_flow(stage, flow);
}

}  // namespace

FlowColumns add_flow(Stage& stage, const Flow& flow) {
    const bool both = highest(flow.forward) > 0.0 && highest(flow.reverse) > 0.0;
    if (both && flow.loss_frac == 0.0) return add_net_flow(stage, flow);
    FlowColumns columns;
    columns.forward = add_one_way(stage, flow, false);
    columns.reverse = add_one_way(stage, flow, true);
    return columns;
}

void add_corridors(Stage& stage) {
    add_interface_rows(stage);
    stage.columns.corridor.resize(stage.layout.corridors.members.size());
    std::vector<Entries> voltage = add_voltage_rows(stage);
    for (std::size_t c = 0; c < stage.columns.corridor.size(); ++c) add_corridor(stage, c, std::move(voltage[c]));
}

}  // namespace decawatt::planning
