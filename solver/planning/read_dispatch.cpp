// Series of one year from the columns and duals of its chain.
#include <algorithm>
#include <cmath>
#include <limits>

#include "planning/builds.hpp"
#include "planning/fleets.hpp"
#include "planning/read_plan.hpp"
#include "planning/shedding.hpp"

namespace decawatt::planning {

using base::at;
using base::Series;

namespace {

void read_fleet(const YearView& view, const Layout& layout, const ChainValues& values, std::size_t f, YearDispatch& d) {
    const auto plant = layout.fleets.members[f].front();
    const Hours available = available_frac(view, plant);
    const Hours must_run = must_run_frac(view, plant, available);
    const Hours existing = existing_mw(view, layout.fleets, f);
    const int shared = values.layout.fleet_shared[f], built = values.layout.fleet_built[f];
    double growth_mw = 0.0;  // built and alive, aged
    for (std::size_t b = 0; b < layout.builds.size(); ++b) {
        const Build& build = layout.builds[b];
        if (build.kind == BuildKind::plant && build.entity == f && build.alive(view.year.year))
            growth_mw +=
                values.power_mw * values.k[static_cast<Eigen::Index>(b)] *
                aged_frac(view.study, static_cast<model::PlantIndex>(build.asset), view.year.year - build.year);
    }
    const double apart_mw = built == kAbsent ? 0.0 : lowest(existing);  // runs in the column that grows
    for (std::size_t t = 0; t < existing.size(); ++t) {
        const double own_mw = (available[t] - must_run[t]) * (existing[t] - apart_mw);
        const double all_mw =
            shared == kAbsent ? 0.0 : values.power_mw * values.program.upper(shared, static_cast<Eigen::Index>(t));
        const double share = all_mw > 0.0 ? own_mw / all_mw : 0.0;  // pro rata among equals
        d.generation_mw(t, f) = must_run[t] * existing[t] + share * values.mw(shared, t) + values.mw(built, t);
        d.available_mw(t, f) = available[t] * (existing[t] + growth_mw);
    }
}

void read_fleets(const YearView& view, const Layout& layout, const ChainValues& values, YearDispatch& d) {
    const std::size_t count = layout.fleets.members.size();
    d.generation_mw = Series(view.hours(), count);
    d.available_mw = Series(view.hours(), count);
    for (std::size_t f = 0; f < count; ++f) read_fleet(view, layout, values, f, d);
}

void read_stores(const YearView& view, const ChainValues& values, YearDispatch& d) {
    const auto& columns = values.layout.store;
    d.charge_mw = d.discharge_mw = d.content_mwh = Series(view.hours(), columns.size());
    for (std::size_t s = 0; s < columns.size(); ++s)
        for (std::size_t t = 0; t < view.hours(); ++t) {
            d.charge_mw(t, s) = values.mw(columns[s].charge, t);
            d.discharge_mw(t, s) = values.mw(columns[s].discharge, t);
            d.content_mwh(t, s) = values.mw(columns[s].content, t);
        }
}

// What goes over one set of flow columns: sent forward and in reverse, and the net column with its sign.
struct Sent {
    double forward = 0.0, reverse = 0.0, net = 0.0;
};

class FlowReader {
  public:
    FlowReader(const ChainValues& values, const FlowColumns& flow) : values_(values), flow_(flow) {
        if (flow.shift_border == kAbsent) return;
        shift_ = values.program.border_offset[flow.shift_border];
        const lp::SparseMatrix& map = values.program.border_map;
        for (int b = 0; b < map.outerSize(); ++b)
            for (lp::SparseMatrix::InnerIterator it(map, b); it; ++it)
                if (it.row() == flow.shift_border) shift_ += it.value() * values.k[b];
    }

    Sent at_hour(std::size_t t) const {
        Sent sent{values_.mw(flow_.forward, t), values_.mw(flow_.reverse, t), 0.0};
        if (flow_.net == kAbsent) return sent;
        const double shift = flow_.shift_border == kAbsent ? flow_.shift[t] : shift_;
        sent.net = values_.mw(flow_.net, t) - values_.power_mw * shift;
        return sent;
    }

  private:
    const ChainValues& values_;
    const FlowColumns& flow_;
    double shift_ = 0.0;  // κ, where that is the shift
};

void read_corridors(const YearView& view, const Layout& layout, const ChainValues& values, YearDispatch& d) {
    const std::size_t count = layout.corridors.members.size();
    d.flow_forward_mw = d.flow_reverse_mw = Series(view.hours(), count);
    for (std::size_t c = 0; c < count; ++c) {
        const FlowReader fixed_flow(values, values.layout.corridor[c].fixed);
        const FlowReader built_flow(values, values.layout.corridor[c].built);
        for (std::size_t t = 0; t < view.hours(); ++t) {
            const Sent fixed = fixed_flow.at_hour(t), built = built_flow.at_hour(t);
            double forward = fixed.forward + built.forward, reverse = fixed.reverse + built.reverse;
            if (layout.corridors.loss_frac[c] == 0.0) {  // without losses only the net flow means something
                const double net = forward - reverse + fixed.net + built.net;
                forward = std::isnan(net) ? net : std::max(0.0, net);
                reverse = std::isnan(net) ? net : std::max(0.0, -net);
            }
            d.flow_forward_mw(t, c) = forward;
            d.flow_reverse_mw(t, c) = reverse;
        }
    }
}

void read_interfaces(const YearView& view, const Layout& layout, YearDispatch& d) {
    const std::size_t count = view.study.interfaces.name.size();
    d.interface_flow_mw = Series(view.hours(), count);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t c = 0; c < layout.corridors.members.size(); ++c) {
            const double sign =
                sign_in_interface(view.study, layout.corridors, c, static_cast<model::InterfaceIndex>(i));
            if (sign == 0.0) continue;
            for (std::size_t t = 0; t < view.hours(); ++t)
                d.interface_flow_mw(t, i) += sign * (d.flow_forward_mw(t, c) - d.flow_reverse_mw(t, c));
        }
}

void read_regions(const YearView& view, const ChainValues& values, YearDispatch& d) {
    const auto& regions = view.study.regions;
    d.demand_mw = view.year.region_demand_mw;
    d.unserved_mw = d.spill_mw = Series(view.hours(), regions.name.size());
    const double missing = std::numeric_limits<double>::quiet_NaN();
    d.price_per_mwh = d.temperature_deg_c = Series(view.hours(), regions.name.size(), missing);
    const double step_h = view.year.axis.step_h();
    const double per_dual = values.money / (values.power_mw * step_h * values.layout.weight * values.layout.discount);
    for (std::size_t r = 0; r < regions.name.size(); ++r) {
        const int row = values.layout.region_row[r];
        const std::size_t site = at(regions.site[r]);
        for (std::size_t t = 0; t < view.hours(); ++t) {
            d.unserved_mw(t, r) = values.mw(values.layout.region_unserved[r], t);
            d.spill_mw(t, r) = values.mw(values.layout.region_spill[r], t);
            if (row != kAbsent && values.layout.weight > 0.0)
                d.price_per_mwh(t, r) = per_dual * values.y(row, static_cast<Eigen::Index>(t));
            if (site < view.year.site_temperature_deg_c.entities())
                d.temperature_deg_c(t, r) = view.year.site_temperature_deg_c(t, site);
        }
    }
}

// A data centre inside its region shares what the region sheds, in proportion to load.
void read_folded(const YearView& view, std::size_t dc, const Series& region_shed_mw, const Series& may_shed_mw,
                 YearDispatch& d) {
    const auto& centers = view.study.data_centers;
    const std::size_t r = at(centers.region[dc]);
    for (std::size_t t = 0; t < view.hours(); ++t) {
        const double draw = d.data_center_load_mw(t, dc), carried = std::min(draw, centers.connection_mw[dc]);
        double shed = 0.0;
        if (centers.may_shed[dc] && may_shed_mw(t, r) > 0.0) shed = region_shed_mw(t, r) * carried / may_shed_mw(t, r);
        d.data_center_unserved_mw(t, dc) = draw - carried + shed;
        d.data_center_import_mw(t, dc) = carried - shed;
        d.unserved_mw(t, r) -= shed;
    }
}

void read_node(const YearView& view, const ChainValues& values, std::size_t dc, YearDispatch& d) {
    const DataCenterColumns& node = values.layout.data_center[dc];
    const FlowReader connection(values, node.connection);
    for (std::size_t t = 0; t < view.hours(); ++t) {
        const Sent through = connection.at_hour(t);
        d.data_center_import_mw(t, dc) = through.forward - through.reverse + through.net;
        d.data_center_unserved_mw(t, dc) = values.mw(node.unserved, t);
        d.data_center_spill_mw(t, dc) = values.mw(node.spill, t);
    }
}

// Capacity of a node's connection in the year, MW.
double connection_mw(const YearView& view, const Layout& layout, const ChainValues& values, std::size_t dc) {
    double mw = view.study.data_centers.connection_mw[dc];
    for (std::size_t b = 0; b < layout.builds.size(); ++b) {
        const Build& build = layout.builds[b];
        if (build.kind == BuildKind::connection && build.entity == dc && build.alive(view.year.year))
            mw += values.power_mw * values.k[static_cast<Eigen::Index>(b)];
    }
    return mw;
}

// Of one region: its own load with that of the data centres folded into it, and the nodes that may shed.
struct SheddingNodes {
    std::size_t region;
    std::vector<std::size_t> data_centers;
    std::vector<double> import_limit_mw, export_limit_mw;
};

SheddingNodes shedding_nodes(const YearView& view, const Layout& layout, const ChainValues& values, std::size_t r) {
    SheddingNodes nodes{r, {}, {}, {}};
    for (std::size_t dc = 0; dc < view.study.data_centers.name.size(); ++dc) {
        const DataCenterColumns& node = values.layout.data_center[dc];
        if (node.unserved == kAbsent || at(view.study.data_centers.region[dc]) != r) continue;
        const double limit_mw = connection_mw(view, layout, values, dc);
        nodes.data_centers.push_back(dc);
        nodes.import_limit_mw.push_back(limit_mw);
        nodes.export_limit_mw.push_back(node.connection.net == kAbsent ? 0.0 : limit_mw);
    }
    return nodes;
}

// A region and the nodes in it shed at one cost: who does is not decided by the program but here, in proportion to what
// each may shed, as far as connections carry the difference. Cost and balances stay as they are.
void share_shedding(const SheddingNodes& nodes, const Series& may_shed_mw, std::size_t t, YearDispatch& d) {
    double total_mw = d.unserved_mw(t, nodes.region);
    std::vector<SheddingParty> parties = {
        {may_shed_mw(t, nodes.region), 0.0, std::max(total_mw, may_shed_mw(t, nodes.region))}};
    for (std::size_t i = 0; i < nodes.data_centers.size(); ++i) {
        const std::size_t dc = nodes.data_centers[i];
        const double shed_mw = d.data_center_unserved_mw(t, dc), draw_mw = d.data_center_load_mw(t, dc);
        const double need_mw = d.data_center_import_mw(t, dc) + shed_mw;  // beyond what stands behind the meter
        total_mw += shed_mw;
        parties.push_back({draw_mw, std::min(shed_mw, std::max(0.0, need_mw - nodes.import_limit_mw[i])),
                           std::max(shed_mw, std::min(draw_mw, need_mw + nodes.export_limit_mw[i]))});
    }
    if (!(total_mw > 0.0)) return;  // also where the solution has no values
    const std::vector<double> shares_mw = shares_of_shedding(total_mw, parties);
    d.unserved_mw(t, nodes.region) = shares_mw.front();
    for (std::size_t i = 0; i < nodes.data_centers.size(); ++i) {
        const std::size_t dc = nodes.data_centers[i];
        d.data_center_import_mw(t, dc) += d.data_center_unserved_mw(t, dc) - shares_mw[i + 1];
        d.data_center_unserved_mw(t, dc) = shares_mw[i + 1];
    }
}

// What a region and the data centres folded into it may shed.
Series may_shed_in_regions(const YearView& view, const ChainValues& values, const YearDispatch& d) {
    const auto& centers = view.study.data_centers;
    Series may_shed_mw = d.demand_mw;
    for (std::size_t dc = 0; dc < centers.name.size(); ++dc)
        if (values.layout.data_center[dc].row == kAbsent && centers.may_shed[dc])
            for (std::size_t t = 0; t < view.hours(); ++t)
                may_shed_mw(t, at(centers.region[dc])) +=
                    std::min(d.data_center_load_mw(t, dc), centers.connection_mw[dc]);
    return may_shed_mw;
}

void read_data_centers(const YearView& view, const Layout& layout, const ChainValues& values, YearDispatch& d) {
    const auto& centers = view.study.data_centers;
    d.data_center_load_mw = view.year.data_center_mw;
    d.data_center_it_mw = view.year.data_center_it_mw;
    d.data_center_water_m3_per_h = view.year.data_center_water_m3_per_h;
    d.data_center_deferrable_mw = view.year.data_center_deferrable_mw;
    d.data_center_import_mw = d.data_center_unserved_mw = d.data_center_spill_mw =
        Series(view.hours(), centers.name.size());
    const Series may_shed_mw = may_shed_in_regions(view, values, d);
    const auto folded = [&](std::size_t dc) { return values.layout.data_center[dc].row == kAbsent; };
    for (std::size_t dc = 0; dc < centers.name.size(); ++dc)
        if (!folded(dc)) read_node(view, values, dc, d);
    for (std::size_t r = 0; r < view.study.regions.name.size(); ++r) {
        const SheddingNodes nodes = shedding_nodes(view, layout, values, r);
        if (nodes.data_centers.empty()) continue;
        for (std::size_t t = 0; t < view.hours(); ++t) share_shedding(nodes, may_shed_mw, t, d);
    }
    const Series region_shed_mw = d.unserved_mw;
    for (std::size_t dc = 0; dc < centers.name.size(); ++dc)
        if (folded(dc)) read_folded(view, dc, region_shed_mw, may_shed_mw, d);
}

// Deficit and excess follow from the balance, netted: a solution may hold both in one hour where no target binds.
void read_contracts(const YearView& view, const Layout& layout, YearDispatch& d) {
    const std::size_t count = view.study.contracts.name.size();
    d.deficit_mw = d.excess_mw = Series(view.hours(), count);
    for (std::size_t c = 0; c < count; ++c) {
        Hours lacking = contract_load_mw(view.study, view.year, c);
        for (std::size_t f = 0; f < layout.fleets.members.size(); ++f)
            if (at(layout.fleets.contract[f]) == c && counts(view.study, layout.fleets, f))
                for (std::size_t t = 0; t < lacking.size(); ++t) lacking[t] -= d.generation_mw(t, f);
        for (std::size_t s = 0; s < layout.stores.members.size(); ++s)
            if (at(layout.stores.contract[s]) == c)
                for (std::size_t t = 0; t < lacking.size(); ++t) lacking[t] += d.charge_mw(t, s) - d.discharge_mw(t, s);
        for (std::size_t t = 0; t < lacking.size(); ++t) {
            const bool missing = std::isnan(lacking[t]);
            d.deficit_mw(t, c) = missing ? lacking[t] : std::max(0.0, lacking[t]);
            d.excess_mw(t, c) = missing ? lacking[t] : std::max(0.0, -lacking[t]);
        }
    }
}

}  // namespace

YearDispatch read_dispatch(const YearView& view, const Layout& layout, const ChainValues& values) {
    YearDispatch d;
    d.year = view.year.year;
    d.weather_year = view.year.weather_year;
    d.weight = view.year.weight;
    d.axis = view.year.axis;
    read_fleets(view, layout, values, d);
    read_stores(view, values, d);
    read_corridors(view, layout, values, d);
    read_interfaces(view, layout, d);
    read_regions(view, values, d);
    read_data_centers(view, layout, values, d);
    read_contracts(view, layout, d);
    return d;
}

}  // namespace decawatt::planning
