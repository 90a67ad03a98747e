#include "planning/components/work_links.hpp"

#include <algorithm>
#include <map>

#include "planning/assembly.hpp"
#include "planning/components/flexible_work.hpp"

namespace decawatt::planning {

using base::at;

namespace {

// What is left may exceed the bound of the row, so that a row without other columns in an hour keeps an interior.
constexpr double kInterior = 2.0;

// Rows that links share, with a column for what is left: by data centre, none where one link alone is bounded itself.
struct SharedRows {
    std::map<std::size_t, Row> origin, host;
};

std::size_t links_of(const std::vector<WorkLinkColumns>& links, std::size_t data_center,
                     std::size_t WorkLinkColumns::*end) {
    return static_cast<std::size_t>(std::ranges::count(links, data_center, end));
}

// A data centre without load has no halls that could take work.
Hours hosting_mw(const ChainAssembly& chain, std::size_t data_center) {
    const auto draw = chain.view.year.data_center_mw.of(data_center);
    Hours most(draw.begin(), draw.end());
    for (double& mw : most) mw = mw > 0.0 ? chain.study().reliability.hosting_mw[data_center] : 0.0;
    return most;
}

Hours movable_mw(const ChainAssembly& chain, std::size_t data_center) {
    const auto draw = chain.view.year.data_center_mw.of(data_center);
    Hours most(draw.begin(), draw.end());
    for (double& mw : most) mw *= chain.study().reliability.movable_frac[data_center];
    return most;
}

Row shared_row(ChainAssembly& chain, const std::string& name, Hours most) {
    for (double& mw : most) mw /= chain.units.power_mw;
    const Row row = chain.builder.add_row(name);
    chain.builder.add_to_rhs(row, most, 1.0);
    for (double& left : most) left *= kInterior;
    chain.builder.add_column({.name = "left of " + name, .rows = {{row, 1.0}}}, most);
    return row;
}

SharedRows shared_rows(ChainAssembly& chain) {
    const auto& links = chain.columns.flexible.links;
    const auto& names = chain.study().data_centers.name;
    SharedRows rows;
    for (std::size_t d = 0; d < names.size(); ++d) {
        if (links_of(links, d, &WorkLinkColumns::from) > 1)
            rows.origin[d] = shared_row(chain, "movable work of " + names[d], movable_mw(chain, d));
        if (links_of(links, d, &WorkLinkColumns::to) > 1)
            rows.host[d] = shared_row(chain, "hosting of " + names[d], hosting_mw(chain, d));
    }
    return rows;
}

Row find(const std::map<std::size_t, Row>& rows, std::size_t data_center) {
    const auto found = rows.find(data_center);
    return found == rows.end() ? base::none<Row> : found->second;
}

}  // namespace

// The load that a host may shed grows by what it may take.
void add_work_link_rows(ChainAssembly& chain) {
    std::vector<bool> counted(chain.study().data_centers.name.size(), false);
    for (const model::WorkLink& link : model::used_work_links(chain.study())) {
        WorkLinkColumns columns{.from = at(link.from), .to = at(link.to)};
        columns.hosted_per_moved = (1.0 + link.overhead_frac) * year_pue(chain.view.year, columns.to) /
                                   year_pue(chain.view.year, columns.from);
        chain.columns.flexible.links.push_back(columns);
        if (counted[columns.to]) continue;
        counted[columns.to] = true;
        add_to_sheddable(chain, columns.to, hosting_mw(chain, columns.to));
    }
}

void add_work_link_columns(ChainAssembly& chain) {
    auto& links = chain.columns.flexible.links;
    if (links.empty()) return;
    const std::vector<model::WorkLink> stated = model::used_work_links(chain.study());
    const SharedRows shared = shared_rows(chain);
    for (std::size_t l = 0; l < links.size(); ++l) {
        WorkLinkColumns& columns = links[l];
        Hours most = movable_mw(chain, columns.from);
        const Hours host = hosting_mw(chain, columns.to);
        for (std::size_t t = 0; t < most.size(); ++t)
            most[t] =
                std::min({most[t], host[t] / columns.hosted_per_moved, stated[l].limit_mw}) / chain.units.power_mw;
        ColumnSpec spec{.name = "moved " + model::link_name(chain.study(), stated[l]),
                        .rows = {{find(shared.origin, columns.from), 1.0},
                                 {find(shared.host, columns.to), columns.hosted_per_moved}}};
        for (const auto& [center, per_unit] :
             {std::pair{columns.from, -1.0}, std::pair{columns.to, columns.hosted_per_moved}}) {
            add_load(chain, center, per_unit, spec);
            add_load_to_targets(chain, center, per_unit, spec);
        }
        columns.moved = chain.builder.add_column(std::move(spec), std::move(most));
    }
}

}  // namespace decawatt::planning
