#include "planning/components/lines.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "planning/assembly.hpp"
#include "planning/components/voltage_law.hpp"
#include "planning/reading.hpp"
#include "planning/relaxation.hpp"

namespace decawatt::planning {

using base::at;
using base::Series;

namespace {

struct Reach {
    double most = 0.0, least = 0.0;  // bounds of the net flow over an interface, MW
};

Reach reach_of(const ChainAssembly& chain, model::InterfaceIndex interface) {
    const Corridors& corridors = chain.layout.groups.corridors;
    Reach reach;
    for (std::size_t c = 0; c < corridors.members.size(); ++c) {
        const double sign = sign_in_interface(chain.study(), corridors, c, interface);
        if (sign == 0.0) continue;
        const CorridorHours hours = existing_corridor(chain.view, corridors, c);
        double built = 0.0;
        for (const auto& [variable, factor] : chain.investments_in(CapacityKind::line, c))
            built += chain.layout.investments[at(variable)].limit;
        const double forward = std::abs(sign) * (assets::highest(hours.forward_mw) + built);
        const double reverse = std::abs(sign) * (assets::highest(hours.reverse_mw) + built);
        reach.most += sign > 0.0 ? forward : reverse;
        reach.least -= sign > 0.0 ? reverse : forward;
    }
    return reach;
}

// Rows only for interfaces whose lines can exceed the limit.
void add_interface_rows(ChainAssembly& chain) {
    const auto& interfaces = chain.study().interfaces;
    const double no_limit = std::numeric_limits<double>::infinity();
    chain.columns.lines.interface.assign(interfaces.name.size(), base::none<Row>);
    for (std::size_t i = 0; i < interfaces.name.size(); ++i) {
        const double limit_mw = model::stepwise(interfaces.limit_mw[i], chain.view.year.year, no_limit);
        const Reach reach = reach_of(chain, static_cast<model::InterfaceIndex>(i));
        if (limit_mw >= reach.most) continue;
        const Row row = chain.builder.add_row("interface " + interfaces.name[i]);
        chain.columns.lines.interface[i] = row;
        chain.builder.add_to_rhs(row, limit_mw / chain.units.power_mw);
        chain.builder.add_column({"slack " + interfaces.name[i], 0.0, {{row, 1.0}}, {}, {}},
                                 Hours(chain.view.hours(), (limit_mw - reach.least) / chain.units.power_mw));
    }
}

// Adds entries of interfaces to those of the voltage law.
RowEntries with_interfaces(const ChainAssembly& chain, std::size_t corridor, RowEntries entries) {
    const auto& rows = chain.columns.lines.interface;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (exists(rows[i]))
            entries.emplace_back(rows[i], sign_in_interface(chain.study(), chain.layout.groups.corridors, corridor,
                                                            static_cast<model::InterfaceIndex>(i)));
    return entries;
}

// κ: capacity that exists all year in both directions, plus capacity built.
LocalBorder add_line_capacity(ChainAssembly& chain, double offset_mw, BorderEntries investments) {
    for (auto& [variable, factor] : investments)
        factor = chain.study().lines.availability_frac[chain.layout.investments[at(variable)].asset];
    return chain.builder.add_border(offset_mw / chain.units.power_mw, std::move(investments));
}

void add_corridor(ChainAssembly& chain, std::size_t c, RowEntries voltage) {
    const auto& corridors = chain.layout.groups.corridors;
    CorridorHours hours = existing_corridor(chain.view, corridors, c);
    BorderEntries investments = chain.investments_in(CapacityKind::line, c);
    const double always_mw =
        investments.empty() ? 0.0 : std::min(assets::lowest(hours.forward_mw), assets::lowest(hours.reverse_mw));
    for (Hours* direction : {&hours.forward_mw, &hours.reverse_mw})
        for (double& mw : *direction) mw = (mw - always_mw) / chain.units.power_mw;
    Flow flow{"flow " + corridors.name[c],
              chain.columns.regions.balance[at(corridors.from[c])],
              chain.columns.regions.balance[at(corridors.to[c])],
              corridors.loss_frac[c],
              std::move(hours.forward_mw),
              std::move(hours.reverse_mw),
              base::none<LocalBorder>,
              with_interfaces(chain, c, std::move(voltage))};
    chain.columns.lines.corridor[c].fixed = add_flow(chain, flow);
    if (investments.empty()) return;
    flow.name += " (growing)";
    flow.forward = flow.reverse = Hours(chain.view.hours(), 1.0);
    flow.scaled_by = add_line_capacity(chain, always_mw, std::move(investments));
    chain.columns.lines.corridor[c].built = add_flow(chain, flow);
}

void read_interfaces(const ChainReading& reading, YearDispatch& d) {
    const Corridors& corridors = reading.layout.groups.corridors;
    const std::size_t count = reading.view.study.interfaces.name.size();
    d.interface_flow_mw = Series(reading.hours(), count);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t c = 0; c < corridors.members.size(); ++c) {
            const double sign =
                sign_in_interface(reading.view.study, corridors, c, static_cast<model::InterfaceIndex>(i));
            if (sign == 0.0) continue;
            for (std::size_t t = 0; t < reading.hours(); ++t)
                d.interface_flow_mw(t, i) += sign * (d.flow_forward_mw(t, c) - d.flow_reverse_mw(t, c));
        }
}

}  // namespace

void add_lines(ChainAssembly& chain) {
    add_interface_rows(chain);
    chain.columns.lines.corridor.resize(chain.layout.groups.corridors.members.size());
    std::vector<RowEntries> voltage = add_voltage_rows(chain);
    for (std::size_t c = 0; c < chain.columns.lines.corridor.size(); ++c) add_corridor(chain, c, std::move(voltage[c]));
}

void read_lines(const ChainReading& reading, YearDispatch& d) {
    const Corridors& corridors = reading.layout.groups.corridors;
    const std::size_t count = corridors.members.size();
    d.flow_forward_mw = d.flow_reverse_mw = Series(reading.hours(), count);
    for (std::size_t c = 0; c < count; ++c) {
        const FlowReader fixed_flow(reading, reading.columns.lines.corridor[c].fixed);
        const FlowReader built_flow(reading, reading.columns.lines.corridor[c].built);
        for (std::size_t t = 0; t < reading.hours(); ++t) {
            const SentMw fixed = fixed_flow.at_hour(t), built = built_flow.at_hour(t);
            double forward = fixed.forward + built.forward, reverse = fixed.reverse + built.reverse;
            if (corridors.loss_frac[c] == 0.0) {  // without losses only the net flow is determined
                const double net = forward - reverse + fixed.net + built.net;
                forward = std::isnan(net) ? net : std::max(0.0, net);
                reverse = std::isnan(net) ? net : std::max(0.0, -net);
            }
            d.flow_forward_mw(t, c) = forward;
            d.flow_reverse_mw(t, c) = reverse;
        }
    }
    read_interfaces(reading, d);
}

void relax_interfaces(Relaxation& relaxation) {
    const auto& rows = relaxation.layout().lines.interface;
    for (std::size_t i = 0; i < rows.size(); ++i)
        relaxation.add_hours(LimitKind::interface_limit, i, rows[i], -1.0, kInterfaceWeight,
                             relaxation.reach(rows[i], 1.0));
}

}  // namespace decawatt::planning
