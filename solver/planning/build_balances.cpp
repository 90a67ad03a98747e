// Balance rows of regions, data centres and contracts, and what is shed or spilled in them.
#include <algorithm>

#include "planning/fleets.hpp"
#include "planning/stage.hpp"

namespace decawatt::planning {

using base::at;

namespace {

bool any_positive(const Hours& hours) {
    return highest(hours) > 0.0;
}

bool plants_behind(const Stage& stage, std::size_t data_center) {
    const auto& fleets = stage.layout.fleets;
    for (std::size_t f = 0; f < fleets.members.size(); ++f)
        if (at(fleets.behind[f]) == data_center &&
            (any_positive(existing_mw(stage.view, fleets, f)) || !stage.builds_of(BuildKind::plant, f).empty()))
            return true;
    return false;
}

bool stores_behind(const Stage& stage, std::size_t data_center) {
    const auto& stores = stage.layout.stores;
    for (std::size_t s = 0; s < stores.members.size(); ++s) {
        if (at(stores.behind[s]) != data_center) continue;
        const bool builds =
            !stage.builds_of(BuildKind::store_power, s).empty() || !stage.builds_of(BuildKind::store_energy, s).empty();
        const bool exists =
            holds_existing(stage.study(), stores, s) && any_positive(existing_store(stage.view, stores, s).energy_mwh);
        if (builds || exists) return true;
    }
    return false;
}

Hours draw_of(const Stage& stage, std::size_t data_center) {
    const auto series = stage.view.year.data_center_mw.of(data_center);
    return {series.begin(), series.end()};
}

// A data centre is a node of its own where something is decided there; elsewhere it is part of its region's load.
bool is_node(const Stage& stage, std::size_t d) {
    const auto& centers = stage.study().data_centers;
    const bool is_cut = stage.must_serve_penalty || highest(draw_of(stage, d)) > centers.connection_mw[d];
    return plants_behind(stage, d) || stores_behind(stage, d) || !stage.builds_of(BuildKind::connection, d).empty() ||
           (!centers.may_shed[d] && is_cut);
}

void add_into(const Hours& values, double factor, Hours& sum) {
    sum.resize(values.size(), 0.0);
    for (std::size_t t = 0; t < values.size(); ++t) sum[t] += factor * values[t];
}

// What the connection carries is load of the region; the rest is unserved whatever is decided, and is priced in the
// objective's constant.
void fold(Stage& stage, std::size_t d) {
    const auto& centers = stage.study().data_centers;
    const int row = stage.columns.region_row[at(centers.region[d])];
    Hours drawn = draw_of(stage, d);
    double beyond_mw = 0.0;
    for (double& mw : drawn) {
        beyond_mw += std::max(0.0, mw - centers.connection_mw[d]);
        mw = std::min(mw, centers.connection_mw[d]);
    }
    stage.offset += beyond_mw / stage.units.power_mw * stage.study().planning.unserved_cost_per_mwh * stage.cost_factor;
    stage.builder.add_to_rhs(row, drawn, 1.0 / stage.units.power_mw);
    if (centers.may_shed[d]) add_into(drawn, 1.0 / stage.units.power_mw, stage.may_shed[row]);
}

void add_node(Stage& stage, std::size_t d) {
    const auto& centers = stage.study().data_centers;
    const int row = stage.builder.add_row("balance " + centers.name[d]);
    stage.columns.data_center[d].row = row;
    const Hours draw = draw_of(stage, d);
    stage.builder.add_to_rhs(row, draw, 1.0 / stage.units.power_mw);
    if (centers.may_shed[d] || stage.must_serve_penalty)
        add_into(draw, 1.0 / stage.units.power_mw, stage.may_shed[row]);
}

int add_unserved(Stage& stage, int row, const std::string& name, double penalty = 0.0) {
    const auto found = stage.may_shed.find(row);
    if (found == stage.may_shed.end()) return kAbsent;
    const double cost = stage.study().planning.unserved_cost_per_mwh * stage.cost_factor;
    return stage.builder.add_column({"unserved " + name, cost, {{row, 1.0}}, {}, {}, lp::kFixedBound, 0.0, penalty},
                                    found->second);
}

int add_spill(Stage& stage, int row, const std::string& name) {
    const auto found = stage.must_run.find(row);
    if (found == stage.must_run.end()) return kAbsent;
    const double cost = stage.study().planning.spill_cost_per_mwh * stage.cost_factor;
    return stage.builder.add_column({"spill " + name, cost, {{row, -1.0}}, {}, {}}, found->second);
}

}  // namespace

double highest(const Hours& hours) {
    return hours.empty() ? 0.0 : *std::max_element(hours.begin(), hours.end());
}

int Stage::balance_row(model::RegionIndex region, model::DataCenterIndex behind) const {
    return behind == base::none<model::DataCenterIndex> ? columns.region_row[at(region)]
                                                        : columns.data_center[at(behind)].row;
}

Entries Stage::builds_of(BuildKind kind, std::size_t entity) const {
    Entries found;
    for (std::size_t b = 0; b < layout.builds.size(); ++b) {
        const Build& build = layout.builds[b];
        if (build.kind == kind && build.entity == entity && build.alive(view.year.year))
            found.emplace_back(static_cast<int>(b), 1.0);
    }
    return found;
}

void add_balance_rows(Stage& stage) {
    const auto& study = stage.study();
    const double per_mw = 1.0 / stage.units.power_mw;
    for (std::size_t r = 0; r < study.regions.name.size(); ++r) {
        const int row = stage.builder.add_row("balance " + study.regions.name[r]);
        stage.columns.region_row.push_back(row);
        const auto series = stage.view.year.region_demand_mw.of(r);
        const Hours demand(series.begin(), series.end());
        stage.builder.add_to_rhs(row, demand, per_mw);
        add_into(demand, per_mw, stage.may_shed[row]);
    }
    stage.columns.data_center.resize(study.data_centers.name.size());
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        if (is_node(stage, d))
            add_node(stage, d);
        else
            fold(stage, d);
    }
    for (std::size_t c = 0; c < study.contracts.name.size(); ++c) {
        stage.contract_must_run.emplace_back(stage.view.hours(), 0.0);
        stage.columns.contract_row.push_back(kAbsent);
        if (!stage.targets.contract[c].balance) continue;
        stage.columns.contract_row[c] = stage.builder.add_row("contract " + study.contracts.name[c]);
        stage.builder.add_to_rhs(stage.columns.contract_row[c], contract_load_mw(study, stage.view.year, c), per_mw);
    }
}

void add_connections(Stage& stage) {
    const auto& centers = stage.study().data_centers;
    for (std::size_t d = 0; d < centers.name.size(); ++d) {
        DataCenterColumns& node = stage.columns.data_center[d];
        if (node.row == kAbsent) continue;
        const bool may_export = plants_behind(stage, d) || stores_behind(stage, d);
        const Entries builds = stage.builds_of(BuildKind::connection, d);
        const double fixed = centers.connection_mw[d] / stage.units.power_mw;
        Flow flow;
        flow.name = "connection " + centers.name[d];
        flow.from = stage.columns.region_row[at(centers.region[d])];
        flow.to = node.row;
        flow.scaled_by = builds.empty() ? lp::kFixedBound : stage.builder.add_border(fixed, builds);
        flow.forward = Hours(stage.view.hours(), builds.empty() ? fixed : 1.0);
        flow.reverse = may_export ? flow.forward : Hours(stage.view.hours(), 0.0);
        node.connection = add_flow(stage, flow);
    }
}

void add_shedding(Stage& stage) {
    const auto& study = stage.study();
    for (std::size_t r = 0; r < study.regions.name.size(); ++r) {
        const int row = stage.columns.region_row[r];
        stage.columns.region_unserved.push_back(add_unserved(stage, row, study.regions.name[r]));
        stage.columns.region_spill.push_back(add_spill(stage, row, study.regions.name[r]));
    }
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        DataCenterColumns& node = stage.columns.data_center[d];
        if (node.row == kAbsent) continue;
        const double penalty = study.data_centers.may_shed[d] ? 0.0 : stage.must_serve_penalty.value_or(0.0);
        node.unserved = add_unserved(stage, node.row, study.data_centers.name[d], penalty);
        node.spill = add_spill(stage, node.row, study.data_centers.name[d]);
    }
}

void add_contract_columns(Stage& stage) {
    ChainLayout& columns = stage.columns;
    columns.contract_deficit = columns.contract_excess = std::vector<int>(columns.contract_row.size(), kAbsent);
    for (std::size_t c = 0; c < columns.contract_row.size(); ++c) {
        const int row = columns.contract_row[c];
        if (row == kAbsent) continue;
        const ContractTargets& targets = stage.targets.contract[c];
        const std::string& name = stage.study().contracts.name[c];
        Hours deficit =
            stage.builder.reach(row, -1.0, stage.layout.builds, stage.units);  // charging may draw on the grid
        Hours excess = stage.builder.reach(row, 1.0, stage.layout.builds, stage.units);
        add_into(contract_load_mw(stage.study(), stage.view.year, c), 1.0 / stage.units.power_mw, deficit);
        add_into(stage.contract_must_run[c], 1.0, excess);
        const auto spec = [&](const char* what, double sign, int linking, double coefficient, double target_cost) {
            return ColumnSpec{what + name,     0.0,        {{row, sign}}, {}, {{linking, coefficient}},
                              lp::kFixedBound, target_cost};
        };
        if (targets.deficit_allowed)
            columns.contract_deficit[c] = stage.builder.add_column(
                spec("deficit ", 1.0, targets.hourly_row, targets.deficit, targets.deficit_cost), deficit);
        if (targets.excess_allowed)
            columns.contract_excess[c] = stage.builder.add_column(
                spec("excess ", -1.0, targets.excess_row, targets.excess, targets.excess_cost), excess);
    }
}

}  // namespace decawatt::planning
