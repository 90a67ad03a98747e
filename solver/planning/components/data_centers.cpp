#include "planning/components/data_centers.hpp"

#include <algorithm>

#include "planning/assembly.hpp"
#include "planning/components/flexible_work.hpp"
#include "planning/components/tariffs.hpp"
#include "planning/reading.hpp"
#include "planning/relaxation.hpp"

namespace decawatt::planning {

using base::at;

namespace {

bool any_positive(const Hours& hours) {
    return assets::highest(hours) > 0.0;
}

Hours draw_of(const ChainAssembly& chain, std::size_t data_center) {
    const auto series = chain.view.year.data_center_mw.of(data_center);
    return {series.begin(), series.end()};
}

// Of a data centre of which nothing may be built.
double connected_mw(const ChainAssembly& chain, std::size_t d) {
    return assets::planned_connection(chain.study(), d, chain.view.year.year).total();
}

bool is_node(const ChainAssembly& chain, std::size_t d) {
    const auto& centers = chain.study().data_centers;
    const bool is_cut = chain.must_serve_penalty || assets::highest(draw_of(chain, d)) > connected_mw(chain, d);
    // What the connection leaves unserved depends on when and where the work is done.
    if (has_flexible_work(chain.study(), d) && most_draw_mw(chain.study(), chain.view.year, d) > connected_mw(chain, d))
        return true;
    return has_tariff(chain.study(), d) || has_connection_rules(chain, d) || plants_behind(chain, d) ||
           stores_behind(chain, d) || !chain.investments_in(CapacityKind::connection, d).empty() ||
           (!centers.may_shed[d] && is_cut);
}

// Load up to the capacity of the connection is load of the region. The rest is unserved in every plan; its cost is in
// the objective's constant.
void fold(ChainAssembly& chain, std::size_t d) {
    const auto& centers = chain.study().data_centers;
    const Row row = chain.columns.regions.balance[at(centers.region[d])];
    Hours drawn = draw_of(chain, d);
    const double carried_mw = connected_mw(chain, d);
    double beyond_mw = 0.0;  // sum over steps, in steps of the mean length
    for (std::size_t t = 0; t < drawn.size(); ++t) {
        beyond_mw += chain.axis().step_weight(t) * std::max(0.0, drawn[t] - carried_mw);
        drawn[t] = std::min(drawn[t], carried_mw);
    }
    chain.offset += beyond_mw / chain.units.power_mw * chain.study().planning.unserved_cost_per_mwh * chain.cost_factor;
    chain.builder.add_to_rhs(row, drawn, 1.0 / chain.units.power_mw);
    if (centers.may_shed[d]) add_into(drawn, 1.0 / chain.units.power_mw, chain.may_shed[row]);
}

void add_node(ChainAssembly& chain, std::size_t d) {
    const auto& centers = chain.study().data_centers;
    const Row row = chain.builder.add_row("balance " + centers.name[d]);
    chain.columns.data_centers.balance[d] = row;
    const Hours draw = draw_of(chain, d);
    chain.builder.add_to_rhs(row, draw, 1.0 / chain.units.power_mw);
    if (centers.may_shed[d] || chain.must_serve_penalty)
        add_into(draw, 1.0 / chain.units.power_mw, chain.may_shed[row]);
}

}  // namespace

bool plants_behind(const ChainAssembly& chain, std::size_t data_center) {
    const auto& plants = chain.layout.groups.plants;
    for (std::size_t f = 0; f < plants.members.size(); ++f)
        if (at(plants.behind[f]) == data_center &&
            (any_positive(existing_mw(chain.view, plants, f)) || !chain.investments_in(CapacityKind::plant, f).empty()))
            return true;
    return false;
}

bool stores_behind(const ChainAssembly& chain, std::size_t data_center) {
    const auto& stores = chain.layout.groups.stores;
    for (std::size_t s = 0; s < stores.members.size(); ++s) {
        if (at(stores.behind[s]) != data_center) continue;
        const bool grows = !chain.investments_in(CapacityKind::store_power, s).empty() ||
                           !chain.investments_in(CapacityKind::store_energy, s).empty();
        const bool exists =
            holds_existing(chain.study(), stores, s) && any_positive(existing_store(chain.view, stores, s).energy_mwh);
        if (grows || exists) return true;
    }
    return false;
}

Hours firm_load_mw(const model::Study& study, const profiles::YearProfiles& year, const ChainLayout& layout,
                   std::size_t region) {
    const auto& centers = study.data_centers;
    Hours load(static_cast<std::size_t>(year.axis.count), 0.0);
    for (std::size_t d = 0; d < centers.name.size(); ++d) {
        const bool folded = layout.place(layout.data_centers.balance[d]) < 0;
        if (at(centers.region[d]) != region || centers.may_shed[d] || !folded) continue;
        const auto draw = year.data_center_mw.of(d);
        for (std::size_t t = 0; t < load.size(); ++t) load[t] += draw[t];
    }
    return load;
}

void add_data_center_rows(ChainAssembly& chain) {
    const std::size_t count = chain.study().data_centers.name.size();
    chain.columns.data_centers.balance.assign(count, base::none<Row>);
    for (std::size_t d = 0; d < count; ++d) {
        if (is_node(chain, d))
            add_node(chain, d);
        else
            fold(chain, d);
    }
}

void read_data_centers(const ChainReading& reading, YearDispatch& d) {
    const profiles::YearProfiles& year = reading.view.year;
    d.data_center_load_mw = year.data_center_mw;
    d.data_center_it_mw = year.data_center_it_mw;
    d.data_center_water_m3_per_h = year.data_center_water_m3_per_h;
    d.data_center_deferrable_mw = year.data_center_deferrable_mw;
}

void relax_data_centers(Relaxation& relaxation) {
    const model::Study& study = relaxation.study();
    const ChainLayout& layout = relaxation.layout();
    for (std::size_t r = 0; r < study.regions.name.size(); ++r)
        relaxation.add_hours(LimitKind::region_load, r, layout.regions.balance[r], 1.0, kLoadWeight,
                             relaxation.in_program_units(firm_load_mw(study, relaxation.year(), layout, r)));
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        if (study.data_centers.may_shed[d]) continue;
        const auto draw = relaxation.year().data_center_mw.of(d);
        relaxation.add_hours(LimitKind::data_center_load, d, layout.data_centers.balance[d], 1.0, kLoadWeight,
                             relaxation.in_program_units({draw.begin(), draw.end()}));
    }
}

}  // namespace decawatt::planning
