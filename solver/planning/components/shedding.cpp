#include "planning/components/shedding.hpp"

#include <algorithm>

#include "planning/assembly.hpp"
#include "planning/components/shedding_shares.hpp"
#include "planning/components/tariffs.hpp"
#include "planning/reading.hpp"

namespace decawatt::planning {

using base::at;
using base::Series;

namespace {

Column add_unserved(ChainAssembly& chain, Row row, const std::string& name, double penalty = 0.0) {
    const auto found = chain.may_shed.find(row);
    if (found == chain.may_shed.end()) return base::none<Column>;
    const double cost = chain.study().planning.unserved_cost_per_mwh * chain.cost_factor;
    return chain.builder.add_column(
        {"unserved " + name, cost, {{row, 1.0}}, {}, {}, base::none<LocalBorder>, 0.0, penalty}, found->second);
}

Column add_spill(ChainAssembly& chain, Row row, const std::string& name) {
    const auto found = chain.must_run.find(row);
    if (found == chain.must_run.end()) return base::none<Column>;
    const double cost = chain.study().planning.spill_cost_per_mwh * chain.cost_factor;
    return chain.builder.add_column({"spill " + name, cost, {{row, -1.0}}, {}, {}}, found->second);
}

// In the operation of a fixed plan: output or import that ramp limits keep from falling as fast as the load. A window
// does not see the hours behind it; a year that is known whole never needs it.
Column add_excess_output(ChainAssembly& chain, Row row, const std::string& name, bool import_ramps = false) {
    const bool ramps = chain.columns.plants.has_ramps || import_ramps;
    if (!chain.must_serve_penalty || !ramps) return base::none<Column>;
    Hours most = chain.builder.reach(row, 1.0, chain.layout.investments, chain.units);
    return chain.builder.add_column({.name = "excess output " + name,
                                     .cost = chain.study().planning.spill_cost_per_mwh * chain.cost_factor,
                                     .rows = {{row, -1.0}},
                                     .penalty = *chain.must_serve_penalty},
                                    std::move(most));
}

bool is_folded(const ChainReading& reading, std::size_t data_center) {
    return reading.columns.place(reading.columns.data_centers.balance[data_center]) < 0;
}

void read_columns(const ChainReading& reading, YearDispatch& d) {
    const model::Study& study = reading.view.study;
    const SheddingColumns& columns = reading.columns.shedding;
    d.unserved_mw = d.spill_mw = Series(reading.hours(), study.regions.name.size());
    d.data_center_unserved_mw = d.data_center_spill_mw = Series(reading.hours(), study.data_centers.name.size());
    for (std::size_t t = 0; t < reading.hours(); ++t) {
        for (std::size_t r = 0; r < study.regions.name.size(); ++r) {
            d.unserved_mw(t, r) = reading.mw(columns.region_unserved[r], t);
            d.spill_mw(t, r) = reading.mw(columns.region_spill[r], t) + reading.mw(columns.region_excess[r], t);
        }
        for (std::size_t dc = 0; dc < study.data_centers.name.size(); ++dc) {
            d.data_center_unserved_mw(t, dc) = reading.mw(columns.center_unserved[dc], t);
            d.data_center_spill_mw(t, dc) =
                reading.mw(columns.center_spill[dc], t) + reading.mw(columns.center_excess[dc], t);
        }
    }
}

// Parties of one region: its own load, with that of data centres that are part of it, and data-centre nodes that may
// shed.
struct SheddingNodes {
    std::size_t region;
    std::vector<std::size_t> data_centers;
    std::vector<Hours> import_limit_mw;
    std::vector<double> export_limit_mw;
};

// Where hours depend on each other, by a ramp or a budget, and where import has a cost, by a tariff, what the program
// decides stays.
bool shares_shedding(const ChainReading& reading, std::size_t dc) {
    const ChainLayout& columns = reading.columns;
    return exists(columns.shedding.center_unserved[dc]) && !exists(columns.connections.import_ramp[dc]) &&
           columns.connections.candidate[dc].empty() && !has_tariff(reading.view.study, dc);
}

Hours import_limit_mw(const ChainReading& reading, const YearDispatch& d, std::size_t dc) {
    Hours limit_mw(reading.hours(), connection_mw(reading, dc).firm);
    for (std::size_t t = 0; t < d.data_center_nonfirm_available_mw.times(); ++t)
        limit_mw[t] += d.data_center_nonfirm_available_mw(t, dc);
    return limit_mw;
}

SheddingNodes shedding_nodes(const ChainReading& reading, const YearDispatch& d, std::size_t r) {
    const auto& centers = reading.view.study.data_centers;
    SheddingNodes nodes{r, {}, {}, {}};
    for (std::size_t dc = 0; dc < centers.name.size(); ++dc) {
        if (!shares_shedding(reading, dc) || at(centers.region[dc]) != r) continue;
        const double most_mw = std::min(connection_mw(reading, dc).total(), centers.terms_of(dc).export_limit_mw);
        nodes.data_centers.push_back(dc);
        nodes.import_limit_mw.push_back(import_limit_mw(reading, d, dc));
        nodes.export_limit_mw.push_back(reading.columns.connections.may_export(dc) ? most_mw : 0.0);
    }
    return nodes;
}

void share_shedding(const SheddingNodes& nodes, const Series& may_shed_mw, std::size_t t, YearDispatch& d) {
    double total_mw = d.unserved_mw(t, nodes.region);
    std::vector<SheddingParty> parties = {
        {may_shed_mw(t, nodes.region), 0.0, std::max(total_mw, may_shed_mw(t, nodes.region))}};
    for (std::size_t i = 0; i < nodes.data_centers.size(); ++i) {
        const std::size_t dc = nodes.data_centers[i];
        const double shed_mw = d.data_center_unserved_mw(t, dc), draw_mw = d.data_center_load_mw(t, dc);
        const double need_mw = d.data_center_import_mw(t, dc) + shed_mw;  // not covered by assets behind the meter
        total_mw += shed_mw;
        parties.push_back({draw_mw, std::min(shed_mw, std::max(0.0, need_mw - nodes.import_limit_mw[i][t])),
                           std::max(shed_mw, std::min(draw_mw, need_mw + nodes.export_limit_mw[i]))});
    }
    if (!(total_mw > 0.0)) return;  // also true for NaN, if the solution has no values
    const std::vector<double> shares_mw = shares_of_shedding(total_mw, parties);
    d.unserved_mw(t, nodes.region) = shares_mw.front();
    for (std::size_t i = 0; i < nodes.data_centers.size(); ++i) {
        const std::size_t dc = nodes.data_centers[i];
        d.data_center_import_mw(t, dc) += d.data_center_unserved_mw(t, dc) - shares_mw[i + 1];
        d.data_center_unserved_mw(t, dc) = shares_mw[i + 1];
    }
}

// Load that a region, with the data centres that are part of it, may shed.
Series may_shed_in_regions(const ChainReading& reading, const YearDispatch& d) {
    const auto& centers = reading.view.study.data_centers;
    Series may_shed_mw = d.demand_mw;
    for (std::size_t dc = 0; dc < centers.name.size(); ++dc) {
        const double connected_mw = connection_mw(reading, dc).total();
        if (is_folded(reading, dc) && centers.may_shed[dc])
            for (std::size_t t = 0; t < reading.hours(); ++t)
                may_shed_mw(t, at(centers.region[dc])) += std::min(d.data_center_load_mw(t, dc), connected_mw);
    }
    return may_shed_mw;
}

// A data centre that is part of its region bears a share of the region's shedding in proportion to load.
void read_folded(const YearView& view, std::size_t dc, const Series& region_shed_mw, const Series& may_shed_mw,
                 YearDispatch& d) {
    const auto& centers = view.study.data_centers;
    const std::size_t r = at(centers.region[dc]);
    const double connected_mw = assets::planned_connection(view.study, dc, view.year.year).total();
    for (std::size_t t = 0; t < view.hours(); ++t) {
        const double draw = d.data_center_load_mw(t, dc), carried = std::min(draw, connected_mw);
        double shed = 0.0;
        if (centers.may_shed[dc] && may_shed_mw(t, r) > 0.0) shed = region_shed_mw(t, r) * carried / may_shed_mw(t, r);
        d.data_center_unserved_mw(t, dc) = draw - carried + shed;
        d.data_center_import_mw(t, dc) = carried - shed;
        d.unserved_mw(t, r) -= shed;
    }
}

}  // namespace

void add_shedding(ChainAssembly& chain) {
    const auto& study = chain.study();
    SheddingColumns& columns = chain.columns.shedding;
    for (std::size_t r = 0; r < study.regions.name.size(); ++r) {
        const Row row = chain.columns.regions.balance[r];
        columns.region_excess.push_back(add_excess_output(chain, row, study.regions.name[r]));
        columns.region_unserved.push_back(add_unserved(chain, row, study.regions.name[r]));
        columns.region_spill.push_back(add_spill(chain, row, study.regions.name[r]));
    }
    const auto& centers = study.data_centers;
    columns.center_unserved.assign(centers.name.size(), base::none<Column>);
    columns.center_spill = columns.center_excess = columns.center_unserved;
    for (std::size_t d = 0; d < centers.name.size(); ++d) {
        const Row row = chain.columns.data_centers.balance[d];
        if (!exists(row)) continue;
        const double penalty = centers.may_shed[d] ? 0.0 : chain.must_serve_penalty.value_or(0.0);
        columns.center_excess[d] =
            add_excess_output(chain, row, centers.name[d], exists(chain.columns.connections.import_ramp[d]));
        columns.center_unserved[d] = add_unserved(chain, row, centers.name[d], penalty);
        columns.center_spill[d] = add_spill(chain, row, centers.name[d]);
    }
}

void read_shedding(const ChainReading& reading, YearDispatch& d) {
    const model::Study& study = reading.view.study;
    read_columns(reading, d);
    const Series may_shed_mw = may_shed_in_regions(reading, d);
    for (std::size_t r = 0; r < study.regions.name.size(); ++r) {
        const SheddingNodes nodes = shedding_nodes(reading, d, r);
        if (nodes.data_centers.empty()) continue;
        for (std::size_t t = 0; t < reading.hours(); ++t) share_shedding(nodes, may_shed_mw, t, d);
    }
    const Series region_shed_mw = d.unserved_mw;
    for (std::size_t dc = 0; dc < study.data_centers.name.size(); ++dc)
        if (is_folded(reading, dc)) read_folded(reading.view, dc, region_shed_mw, may_shed_mw, d);
}

}  // namespace decawatt::planning
