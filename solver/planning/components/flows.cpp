#include "planning/components/flows.hpp"

#include "planning/assembly.hpp"
#include "planning/reading.hpp"

namespace decawatt::planning {

namespace {

// Flow = x - R: one column with 0 ≤ x ≤ F + R, because two columns would leave simultaneous opposite flows
// undetermined.
FlowColumns add_net_flow(ChainAssembly& chain, const Flow& flow) {
    FlowColumns columns;
    ColumnSpec spec{flow.name, 0.0, {{flow.from, -1.0}, {flow.to, 1.0}}, {}, {}, flow.scaled_by};
    spec.rows.insert(spec.rows.end(), flow.counted.begin(), flow.counted.end());
    for (const auto& [row, value] : spec.rows) {
        if (exists(flow.scaled_by))
            chain.builder.add_to_border_matrix(row, flow.scaled_by, -value);  // R = κ
        else
            chain.builder.add_to_rhs(row, flow.reverse, value);
    }
    spec.rows.insert(spec.rows.end(), flow.forward_rows.begin(), flow.forward_rows.end());
    if (exists(flow.scaled_by))
        columns.shift_border = flow.scaled_by;
    else
        columns.shift = flow.reverse;
    if (exists(flow.change)) {  // the shift is the same in both hours
        spec.rows.emplace_back(flow.change, 1.0);
        spec.state_rows.emplace_back(flow.change, -1.0);
    }
    Hours upper = flow.forward;
    for (std::size_t t = 0; t < upper.size(); ++t) upper[t] += flow.reverse[t];
    columns.net = chain.builder.add_column(std::move(spec), std::move(upper));
    return columns;
}

Column add_one_way(ChainAssembly& chain, const Flow& flow, bool turned) {
    const Row from = turned ? flow.to : flow.from, to = turned ? flow.from : flow.to;
    ColumnSpec spec{flow.name + (turned ? " reverse" : " forward"),
                    0.0,
                    {{from, -1.0}, {to, 1.0 - flow.loss_frac}},
                    {},
                    {},
                    flow.scaled_by};
    for (const auto& [row, value] : flow.counted) spec.rows.emplace_back(row, turned ? -value : value);
    if (exists(flow.change)) {
        spec.rows.emplace_back(flow.change, turned ? -1.0 : 1.0);
        spec.state_rows.emplace_back(flow.change, turned ? 1.0 : -1.0);
    }
    if (!turned) {
        spec.rows.insert(spec.rows.end(), flow.forward_rows.begin(), flow.forward_rows.end());
        spec.hourly_cost = flow.forward_cost;
    }
    return chain.builder.add_column(std::move(spec), turned ? flow.reverse : flow.forward);
}

}  // namespace

FlowColumns add_flow(ChainAssembly& chain, const Flow& flow) {
    const bool both = assets::highest(flow.forward) > 0.0 && assets::highest(flow.reverse) > 0.0;
    if (both && flow.loss_frac == 0.0 && flow.forward_cost.empty()) return add_net_flow(chain, flow);
    FlowColumns columns;
    columns.forward = add_one_way(chain, flow, false);
    columns.reverse = add_one_way(chain, flow, true);
    return columns;
}

FlowReader::FlowReader(const ChainReading& reading, const FlowColumns& flow) : reading_(reading), flow_(flow) {
    if (!exists(flow.shift_border)) return;
    const Eigen::Index kappa = index_of(flow.shift_border);
    shift_ = reading.program.border_offset[kappa];
    const lp::SparseMatrix& map = reading.program.border_map;
    for (int b = 0; b < map.outerSize(); ++b)
        for (lp::SparseMatrix::InnerIterator it(map, b); it; ++it)
            if (it.row() == kappa) shift_ += it.value() * reading.k[b];
}

SentMw FlowReader::at_hour(std::size_t t) const {
    SentMw sent{reading_.mw(flow_.forward, t), reading_.mw(flow_.reverse, t), 0.0};
    if (!exists(flow_.net)) return sent;
    const double shift = exists(flow_.shift_border) ? shift_ : flow_.shift[t];
    sent.net = reading_.mw(flow_.net, t) - reading_.power_mw * shift;
    return sent;
}

}  // namespace decawatt::planning
