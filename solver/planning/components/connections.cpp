#include "planning/components/connections.hpp"

#include "planning/assembly.hpp"
#include "planning/reading.hpp"

namespace decawatt::planning {

using base::at;

void add_connections(ChainAssembly& chain) {
    const auto& centers = chain.study().data_centers;
    chain.columns.connections.flow.resize(centers.name.size());
    for (std::size_t d = 0; d < centers.name.size(); ++d) {
        const Row node = chain.columns.data_centers.balance[d];
        if (!exists(node)) continue;
        const bool may_export = plants_behind(chain, d) || stores_behind(chain, d);
        const BorderEntries investments = chain.investments_in(CapacityKind::connection, d);
        const double fixed = centers.connection_mw[d] / chain.units.power_mw;
        Flow flow;
        flow.name = "connection " + centers.name[d];
        flow.from = chain.columns.regions.balance[at(centers.region[d])];
        flow.to = node;
        if (!investments.empty()) flow.scaled_by = chain.builder.add_border(fixed, investments);
        flow.forward = Hours(chain.view.hours(), investments.empty() ? fixed : 1.0);
        flow.reverse = may_export ? flow.forward : Hours(chain.view.hours(), 0.0);
        chain.columns.connections.flow[d] = add_flow(chain, flow);
    }
}

void read_connections(const ChainReading& reading, YearDispatch& d) {
    const std::size_t count = reading.view.study.data_centers.name.size();
    d.data_center_import_mw = base::Series(reading.hours(), count);
    for (std::size_t dc = 0; dc < count; ++dc) {
        if (reading.columns.place(reading.columns.data_centers.balance[dc]) < 0) continue;
        const FlowReader connection(reading, reading.columns.connections.flow[dc]);
        for (std::size_t t = 0; t < reading.hours(); ++t) {
            const SentMw through = connection.at_hour(t);
            d.data_center_import_mw(t, dc) = through.forward - through.reverse + through.net;
        }
    }
}

double connection_mw(const ChainReading& reading, std::size_t data_center) {
    const auto& investments = reading.layout.investments;
    double mw = reading.view.study.data_centers.connection_mw[data_center];
    for (std::size_t b = 0; b < investments.size(); ++b) {
        const Investment& investment = investments[b];
        if (investment.kind == CapacityKind::connection && investment.group == data_center &&
            investment.in_service(reading.view.year.year))
            mw += reading.power_mw * reading.k[static_cast<Eigen::Index>(b)];
    }
    return mw;
}

}  // namespace decawatt::planning
