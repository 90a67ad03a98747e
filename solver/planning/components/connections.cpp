#include "planning/components/connections.hpp"

#include <algorithm>
#include <cmath>

#include "planning/assembly.hpp"
#include "planning/components/import_ramps.hpp"
#include "planning/components/tariffs.hpp"
#include "planning/reading.hpp"
#include "planning/relaxation.hpp"

namespace decawatt::planning {

using base::at;

namespace {

// Of one data centre in one chain, program units.
struct Offer {
    std::size_t data_center;
    double firm, nonfirm;  // that exist
    BorderEntries firm_built, nonfirm_built;
    double most_firm, most_nonfirm;  // with all that may be built
    double export_limit;             // 0: nothing behind it
    bool grows() const { return !firm_built.empty() || !nonfirm_built.empty(); }
    double most() const { return most_firm + most_nonfirm; }
};

double most_of(const ChainAssembly& chain, double there, const BorderEntries& built) {
    for (const auto& [variable, factor] : built)
        there += factor * chain.layout.investments[at(variable)].limit / chain.units.power_mw;
    return there;
}

Offer offer_of(const ChainAssembly& chain, std::size_t d) {
    const assets::ConnectionMw there = assets::planned_connection(chain.study(), d, chain.view.year.year);
    const bool may_export = plants_behind(chain, d) || stores_behind(chain, d);
    Offer offer{.data_center = d,
                .firm = there.firm / chain.units.power_mw,
                .nonfirm = there.nonfirm / chain.units.power_mw,
                .firm_built = chain.investments_in(CapacityKind::connection, d),
                .nonfirm_built = chain.investments_in(CapacityKind::nonfirm_connection, d),
                .most_firm = 0.0,
                .most_nonfirm = 0.0,
                .export_limit =
                    may_export ? chain.study().data_centers.terms_of(d).export_limit_mw / chain.units.power_mw : 0.0};
    offer.most_firm = most_of(chain, offer.firm, offer.firm_built);
    offer.most_nonfirm = most_of(chain, offer.nonfirm, offer.nonfirm_built);
    return offer;
}

Flow firm_flow(const ChainAssembly& chain, const Offer& offer) {
    const auto& centers = chain.study().data_centers;
    Flow flow;
    flow.name = "connection " + centers.name[offer.data_center];
    flow.from = chain.columns.regions.balance[at(centers.region[offer.data_center])];
    flow.to = chain.columns.data_centers.balance[offer.data_center];
    flow.change = chain.columns.connections.import_ramp[offer.data_center];
    ImportTariff tariff = import_tariff(chain, offer.data_center);
    flow.forward_rows = std::move(tariff.rows);
    flow.forward_cost = std::move(tariff.hourly_cost);
    return flow;
}

// x = m_F + κ with κ = F + N, 0 <= x <= 2 F + N; what may be exported at the most can be less: z = m_F + E >= 0.
FlowColumns add_growing_export(ChainAssembly& chain, const Offer& offer, const Flow& flow) {
    BorderEntries all = offer.firm_built, range = offer.firm_built;
    for (auto& [variable, factor] : range) factor *= 2.0;
    all.insert(all.end(), offer.nonfirm_built.begin(), offer.nonfirm_built.end());
    range.insert(range.end(), offer.nonfirm_built.begin(), offer.nonfirm_built.end());
    FlowColumns columns;
    columns.shift_border = chain.builder.add_border(offer.firm + offer.nonfirm, std::move(all));
    ColumnSpec spec{.name = flow.name,
                    .rows = {{flow.from, -1.0}, {flow.to, 1.0}},
                    .scaled_by = chain.builder.add_border(2.0 * offer.firm + offer.nonfirm, std::move(range))};
    if (offer.export_limit < offer.most()) {
        const Row row = chain.builder.add_row("export limit of " + flow.name);
        chain.builder.add_to_rhs(row, -offer.export_limit);
        chain.builder.add_column({.name = "below export limit of " + flow.name, .rows = {{row, -1.0}}},
                                 Hours(chain.view.hours(), offer.export_limit + offer.most_firm));
        spec.rows.emplace_back(row, 1.0);
    }
    for (const auto& [row, value] : spec.rows) chain.builder.add_to_border_matrix(row, columns.shift_border, -value);
    spec.rows.insert(spec.rows.end(), flow.forward_rows.begin(), flow.forward_rows.end());
    if (exists(flow.change)) {
        spec.rows.emplace_back(flow.change, 1.0);
        spec.state_rows.emplace_back(flow.change, -1.0);
    }
    columns.net = chain.builder.add_column(std::move(spec), Hours(chain.view.hours(), 1.0));
    return columns;
}

// A cost of import tells it from export: a column for each, of which the connection carries import by its firm part and
// export by both.
FlowColumns add_priced_growth(ChainAssembly& chain, const Offer& offer, const Flow& flow) {
    const Hours zero(chain.view.hours(), 0.0), one(chain.view.hours(), 1.0);
    Flow import = flow, exported = flow;
    if (!offer.firm_built.empty()) import.scaled_by = chain.builder.add_border(offer.firm, offer.firm_built);
    import.forward = exists(import.scaled_by) ? one : Hours(chain.view.hours(), offer.firm);
    import.reverse = exported.forward = zero;
    BorderEntries all = offer.firm_built;
    all.insert(all.end(), offer.nonfirm_built.begin(), offer.nonfirm_built.end());
    exported.scaled_by = chain.builder.add_border(offer.firm + offer.nonfirm, std::move(all));
    exported.reverse = one;
    if (offer.export_limit < offer.most()) {
        const Row row = chain.builder.add_row("export limit of " + flow.name);
        chain.builder.add_to_rhs(row, offer.export_limit);
        chain.builder.add_column({.name = "below export limit of " + flow.name, .rows = {{row, 1.0}}},
                                 Hours(chain.view.hours(), offer.export_limit));
        exported.counted = {{row, -1.0}};
    }
    FlowColumns columns;
    columns.forward = add_flow(chain, import).forward;
    columns.reverse = add_flow(chain, exported).reverse;
    return columns;
}

FlowColumns add_firm(ChainAssembly& chain, const Offer& offer) {
    const std::size_t hours = chain.view.hours();
    Flow flow = firm_flow(chain, offer);
    if (!offer.grows()) {
        flow.forward = Hours(hours, offer.firm);
        flow.reverse = Hours(hours, std::min(offer.export_limit, offer.firm + offer.nonfirm));
        return add_flow(chain, flow);
    }
    const bool firm_alone = offer.most_nonfirm <= 0.0 && offer.export_limit >= offer.most();
    if (offer.export_limit > 0.0 && !firm_alone)
        return flow.forward_cost.empty() ? add_growing_export(chain, offer, flow)
                                         : add_priced_growth(chain, offer, flow);
    if (!offer.firm_built.empty()) flow.scaled_by = chain.builder.add_border(offer.firm, offer.firm_built);
    flow.forward = Hours(hours, exists(flow.scaled_by) ? 1.0 : offer.firm);
    flow.reverse = offer.export_limit > 0.0 ? flow.forward : Hours(hours, 0.0);
    return add_flow(chain, flow);
}

struct Nonfirm {
    double scale = 0.0;  // of the share that is available: 1 where κ scales it
    LocalBorder border = base::none<LocalBorder>;
};

Row add_ramp(ChainAssembly& chain, const Offer& offer, const Nonfirm& nonfirm) {
    const auto& centers = chain.study().data_centers;
    const double limit_mw = centers.terms_of(offer.data_center).import_ramp_mw_per_h * chain.view.year.axis.step_h();
    if (!std::isfinite(limit_mw)) return base::none<Row>;
    return add_import_ramp(
        chain, centers.name[offer.data_center],
        {.limit = limit_mw / chain.units.power_mw,
         .most_change = offer.most() + std::min(offer.export_limit, offer.most()),
         .nonfirm = exists(nonfirm.border) ? 0.0 : nonfirm.scale,
         .nonfirm_scale = nonfirm.border,
         .nonfirm_available_frac = chain.columns.connections.nonfirm_available_frac[offer.data_center]});
}

void add_nonfirm(ChainAssembly& chain, const Offer& offer, const Nonfirm& nonfirm) {
    const std::size_t d = offer.data_center;
    ConnectionColumns& columns = chain.columns.connections;
    const CurtailmentTarget& budget = chain.targets.curtailment[d];
    columns.candidate[d] = budget.candidate;
    Hours others = columns.nonfirm_available_frac[d], candidates(others.size(), 0.0);
    for (std::size_t t = 0; t < others.size(); ++t) {
        others[t] *= nonfirm.scale;
        if (!budget.candidate.empty() && budget.candidate[t]) std::swap(others[t], candidates[t]);
    }
    const Flow flow = firm_flow(chain, offer);
    ColumnSpec spec{.name = "non-firm " + flow.name,
                    .rows = {{flow.from, -1.0}, {flow.to, 1.0}},
                    .scaled_by = nonfirm.border,
                    .hourly_cost = flow.forward_cost};
    spec.rows.insert(spec.rows.end(), flow.forward_rows.begin(), flow.forward_rows.end());
    if (exists(flow.change)) {
        spec.rows.emplace_back(flow.change, 1.0);
        spec.state_rows.emplace_back(flow.change, -1.0);
    }
    columns.nonfirm[d] = chain.builder.add_column(spec, std::move(others));
    if (!exists(budget.row)) return;
    spec.name += " in candidate hours";
    spec.linking = {{budget.row, budget.per_unit}};
    spec.target_cost = budget.cost;
    columns.nonfirm_in_candidates[d] = chain.builder.add_column(std::move(spec), std::move(candidates));
}

void add_connection(ChainAssembly& chain, std::size_t d) {
    const Offer offer = offer_of(chain, d);
    ConnectionColumns& columns = chain.columns.connections;
    Nonfirm nonfirm;
    if (offer.most_nonfirm > 0.0) {
        columns.nonfirm_available_frac[d] = assets::nonfirm_available_frac(chain.view, chain.layout.groups.plants, d);
        nonfirm.scale = offer.nonfirm_built.empty() ? offer.nonfirm : 1.0;
        if (!offer.nonfirm_built.empty()) nonfirm.border = chain.builder.add_border(offer.nonfirm, offer.nonfirm_built);
    }
    columns.import_ramp[d] = add_ramp(chain, offer, nonfirm);
    columns.firm[d] = add_firm(chain, offer);
    if (offer.most_nonfirm > 0.0) add_nonfirm(chain, offer, nonfirm);
}

// Under a budget, what is not given in candidate hours.
void read_available(const ChainReading& reading, std::size_t d, YearDispatch& dispatch) {
    const ConnectionColumns& columns = reading.columns.connections;
    const Hours& frac = columns.nonfirm_available_frac[d];
    if (frac.empty()) return;
    const double nonfirm_mw = connection_mw(reading, d).nonfirm;
    const std::vector<bool>& candidate = columns.candidate[d];
    for (std::size_t t = 0; t < frac.size(); ++t)
        dispatch.data_center_nonfirm_available_mw(t, d) =
            !candidate.empty() && candidate[t] ? std::min(nonfirm_mw, reading.mw(columns.nonfirm_in_candidates[d], t))
                                               : nonfirm_mw * frac[t];
}

// Import beyond what the non-firm part may give, and beyond the connection: out of the region, into the data centre.
void relax_import(Relaxation& relaxation, std::size_t d) {
    const model::Study& study = relaxation.study();
    const ChainLayout& layout = relaxation.layout();
    const Row to = layout.data_centers.balance[d], from = layout.regions.balance[at(study.data_centers.region[d])];
    const Hours& available_frac = layout.connections.nonfirm_available_frac[d];
    Hours more = relaxation.reach(to, -1.0), curtailed(available_frac.size());
    for (std::size_t t = 0; t < curtailed.size(); ++t)
        curtailed[t] =
            (1.0 - available_frac[t]) * (assets::planned_connection(study, d, relaxation.year().year).nonfirm +
                                         study.data_centers.terms_of(d).nonfirm.build.limit);
    relaxation.add_transfer(LimitKind::curtailment, d, {from, to}, kCurtailmentWeight,
                            relaxation.in_program_units(std::move(curtailed)));
    relaxation.add_transfer(LimitKind::connection_import, d, {from, to}, kConnectionWeight, std::move(more));
}

bool states_limits(const model::ConnectionTerms& terms) {
    return terms.nonfirm.curtailment != model::Curtailment::none || std::isfinite(terms.import_ramp_mw_per_h) ||
           terms.first_year > 0;
}

}  // namespace

std::vector<Column> ConnectionColumns::imports(std::size_t data_center) const {
    std::vector<Column> found;
    for (const Column column :
         {firm[data_center].forward, firm[data_center].net, nonfirm[data_center], nonfirm_in_candidates[data_center]})
        if (exists(column)) found.push_back(column);
    return found;
}

bool ConnectionColumns::may_export(std::size_t data_center) const {
    return exists(firm[data_center].net) || exists(firm[data_center].reverse);
}

bool has_connection_rules(const ChainAssembly& chain, std::size_t data_center) {
    const model::ConnectionTerms terms = chain.study().data_centers.terms_of(data_center);
    return terms.nonfirm.curtailment != model::Curtailment::none || std::isfinite(terms.import_ramp_mw_per_h);
}

void add_connections(ChainAssembly& chain) {
    const std::size_t count = chain.study().data_centers.name.size();
    ConnectionColumns& columns = chain.columns.connections;
    columns.firm.resize(count);
    columns.nonfirm.assign(count, base::none<Column>);
    columns.nonfirm_in_candidates = columns.nonfirm;
    columns.nonfirm_available_frac.resize(count);
    columns.candidate.resize(count);
    columns.import_ramp.assign(count, base::none<Row>);
    for (std::size_t d = 0; d < count; ++d)
        if (exists(chain.columns.data_centers.balance[d])) add_connection(chain, d);
}

void read_connections(const ChainReading& reading, YearDispatch& d) {
    const std::size_t count = reading.view.study.data_centers.name.size();
    d.data_center_import_mw = base::Series(reading.hours(), count);
    if (assets::states_curtailment(reading.view.study))
        d.data_center_nonfirm_available_mw = base::Series(reading.hours(), count);
    for (std::size_t dc = 0; dc < count; ++dc) {
        if (reading.columns.place(reading.columns.data_centers.balance[dc]) < 0) continue;
        const ConnectionColumns& columns = reading.columns.connections;
        const FlowReader firm(reading, columns.firm[dc]);
        for (std::size_t t = 0; t < reading.hours(); ++t)
            d.data_center_import_mw(t, dc) = firm.at_hour(t).imported() + reading.mw(columns.nonfirm[dc], t) +
                                             reading.mw(columns.nonfirm_in_candidates[dc], t);
        read_available(reading, dc, d);
    }
}

void relax_connections(Relaxation& relaxation) {
    const auto& centers = relaxation.study().data_centers;
    const ChainLayout& layout = relaxation.layout();
    for (std::size_t d = 0; d < centers.name.size(); ++d) {
        const CurtailmentTarget& budget = relaxation.targets().curtailment[d];
        relaxation.add_sum(LimitKind::curtailment, d, budget.row, kCurtailmentWeight, budget.mwh_per_percent);
        if (centers.may_shed[d] || layout.place(layout.data_centers.balance[d]) < 0) continue;
        if (states_limits(centers.terms_of(d))) relax_import(relaxation, d);
        const Row ramp = layout.connections.import_ramp[d];
        for (const double sign : {1.0, -1.0})
            relaxation.add_hours(LimitKind::import_ramp, d, ramp, sign, kRampWeight, relaxation.reach(ramp, sign));
    }
}

assets::ConnectionMw connection_mw(const ChainReading& reading, std::size_t data_center) {
    const auto& investments = reading.layout.investments;
    const int year = reading.view.year.year;
    assets::ConnectionMw mw = assets::planned_connection(reading.view.study, data_center, year);
    for (std::size_t b = 0; b < investments.size(); ++b) {
        const Investment& investment = investments[b];
        if (investment.group != data_center || !investment.in_service(year)) continue;
        const double built_mw = reading.power_mw * reading.k[static_cast<Eigen::Index>(b)];
        if (investment.kind == CapacityKind::connection) mw.firm += built_mw;
        if (investment.kind == CapacityKind::nonfirm_connection) mw.nonfirm += built_mw;
    }
    return mw;
}

}  // namespace decawatt::planning
