#include "planning/components/connection_flows.hpp"

#include <algorithm>
#include <cmath>

#include "assets/connection.hpp"
#include "planning/assembly.hpp"
#include "planning/components/data_centers.hpp"
#include "planning/components/tariffs.hpp"

namespace decawatt::planning {

using base::at;

namespace {

double most_of(const ChainAssembly& chain, double there, const BorderEntries& built) {
    for (const auto& [variable, factor] : built)
        there += factor * chain.layout.investments[at(variable)].limit / chain.units.power_mw;
    return there;
}

// x = m_F + κ with κ = F + N, 0 <= x <= 2 F + N; what may be exported at the most can be less: z = m_F + E >= 0.
FlowColumns add_growing_export(ChainAssembly& chain, const ConnectionOffer& offer, const Flow& flow) {
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
FlowColumns add_priced_growth(ChainAssembly& chain, const ConnectionOffer& offer, const Flow& flow) {
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

}  // namespace

ConnectionOffer offer_of(const ChainAssembly& chain, std::size_t d) {
    const assets::ConnectionMw there = assets::planned_connection(chain.study(), d, chain.view.year.year);
    const bool may_export = plants_behind(chain, d) || stores_behind(chain, d);
    ConnectionOffer offer{
        .data_center = d,
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

Flow firm_flow(const ChainAssembly& chain, const ConnectionOffer& offer) {
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

FlowColumns add_firm(ChainAssembly& chain, const ConnectionOffer& offer) {
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

}  // namespace decawatt::planning
