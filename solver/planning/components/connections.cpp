#include "planning/components/connections.hpp"

#include <algorithm>
#include <cmath>

#include "planning/assembly.hpp"
#include "planning/components/connection_flows.hpp"
#include "planning/components/import_ramps.hpp"
#include "planning/reading.hpp"
#include "planning/relaxation.hpp"

namespace decawatt::planning {

using base::at;

namespace {

struct Nonfirm {
    double scale = 0.0;  // of the share that is available: 1 where κ scales it
    LocalBorder border = base::none<LocalBorder>;
};

Row add_ramp(ChainAssembly& chain, const ConnectionOffer& offer, const Nonfirm& nonfirm) {
    const auto& centers = chain.study().data_centers;
    const double mw_per_h = centers.terms_of(offer.data_center).import_ramp_mw_per_h;
    if (!std::isfinite(mw_per_h)) return base::none<Row>;
    Hours limit(chain.view.hours());
    for (std::size_t t = 0; t < limit.size(); ++t)
        limit[t] = mw_per_h * chain.axis().between_middles_h(t) / chain.units.power_mw;
    return add_import_ramp(
        chain, centers.name[offer.data_center],
        {.limit = std::move(limit),
         .most_change = offer.most() + std::min(offer.export_limit, offer.most()),
         .nonfirm = exists(nonfirm.border) ? 0.0 : nonfirm.scale,
         .nonfirm_scale = nonfirm.border,
         .nonfirm_available_frac = chain.columns.connections.nonfirm_available_frac[offer.data_center]});
}

void add_nonfirm(ChainAssembly& chain, const ConnectionOffer& offer, const Nonfirm& nonfirm) {
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
    const ConnectionOffer offer = offer_of(chain, d);
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
