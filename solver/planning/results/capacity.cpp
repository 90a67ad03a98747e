#include "planning/results/capacity.hpp"

#include <limits>

#include "assets/groups.hpp"

namespace decawatt::planning {

using base::at;
using base::Series;
using model::Study;

namespace {

bool there_at_end_of(const Study& study, int year, base::UtcSeconds commissioned, base::UtcSeconds closed) {
    const base::UtcSeconds last = base::utc_of_date(year + 1, 1, 1, study.utc_offset_s) - study.horizon.step_s;
    return commissioned <= last && last < closed;
}

void shape(const Study& study, const Layout& layout, YearCapacity& c) {
    const auto years = static_cast<std::size_t>(study.horizon.year_count());
    c.fleet_mw = c.fleet_built_mw = Series(years, layout.groups.plants.members.size());
    const Series stores(years, layout.groups.stores.members.size());
    c.store_charge_mw = c.store_discharge_mw = c.store_energy_mwh = c.store_built_mw = c.store_built_mwh = stores;
    const Series corridors(years, layout.groups.corridors.members.size());
    c.corridor_forward_mw = c.corridor_reverse_mw = c.corridor_built_mw = corridors;
    c.connection_mw = c.connection_built_mw = Series(years, study.data_centers.name.size());
    c.interface_limit_mw = Series(years, study.interfaces.name.size());
}

void add_existing_plants(const Study& study, const Layout& layout, std::size_t y, int year, YearCapacity& c) {
    const auto& plants = study.plants;
    for (std::size_t f = 0; f < layout.groups.plants.members.size(); ++f)
        for (const auto plant : layout.groups.plants.members[f])
            if (there_at_end_of(study, year, plants.commissioned[at(plant)], plants.closed[at(plant)]))
                c.fleet_mw(y, f) += plants.capacity_mw[at(plant)];
}

void add_existing_stores(const Study& study, const Layout& layout, std::size_t y, int year, YearCapacity& c) {
    const auto& stores = study.stores;
    for (std::size_t s = 0; s < layout.groups.stores.members.size(); ++s) {
        if (!holds_existing(study, layout.groups.stores, s)) continue;
        for (const auto store : layout.groups.stores.members[s]) {
            if (!there_at_end_of(study, year, stores.commissioned[at(store)], stores.closed[at(store)])) continue;
            c.store_charge_mw(y, s) += stores.charge_mw[at(store)];
            c.store_discharge_mw(y, s) += stores.discharge_mw[at(store)];
            c.store_energy_mwh(y, s) += stores.energy_mwh[at(store)];
        }
    }
}

void add_existing_lines(const Study& study, const Layout& layout, std::size_t y, int year, YearCapacity& c) {
    const auto& lines = study.lines;
    for (std::size_t i = 0; i < layout.groups.corridors.members.size(); ++i)
        for (const auto line : layout.groups.corridors.members[i]) {
            const std::size_t l = at(line);
            if (!there_at_end_of(study, year, lines.commissioned[l], lines.closed[l])) continue;
            const bool turned = is_turned(study, layout.groups.corridors, i, line);
            c.corridor_forward_mw(y, i) += turned ? lines.reverse_capacity_mw[l] : lines.capacity_mw[l];
            c.corridor_reverse_mw(y, i) += turned ? lines.capacity_mw[l] : lines.reverse_capacity_mw[l];
        }
}

// `built`: MW, or MWh of the energy of a store.
void add_investment(const Investment& investment, double built, int year, std::size_t y, YearCapacity& c) {
    const double amount = investment.in_service(year) ? built : 0.0;
    const double built_now = investment.year == year ? built : 0.0;
    switch (investment.kind) {
        case CapacityKind::plant:
            c.fleet_mw(y, investment.group) += amount;
            c.fleet_built_mw(y, investment.group) += built_now;
            break;
        case CapacityKind::store_power:
            c.store_charge_mw(y, investment.group) += amount;
            c.store_discharge_mw(y, investment.group) += amount;
            c.store_built_mw(y, investment.group) += built_now;
            break;
        case CapacityKind::store_energy:
            c.store_energy_mwh(y, investment.group) += amount;
            c.store_built_mwh(y, investment.group) += built_now;
            break;
        case CapacityKind::line:
            c.corridor_forward_mw(y, investment.group) += amount;
            c.corridor_reverse_mw(y, investment.group) += amount;
            c.corridor_built_mw(y, investment.group) += built_now;
            break;
        case CapacityKind::connection:
            c.connection_mw(y, investment.group) += amount;
            c.connection_built_mw(y, investment.group) += built_now;
            break;
        case CapacityKind::usable_energy:
            break;
    }
}

}  // namespace

YearCapacity read_capacity(const Study& study, const Layout& layout, const std::vector<double>& built) {
    YearCapacity c;
    shape(study, layout, c);
    const double no_limit = std::numeric_limits<double>::quiet_NaN();
    for (int year = study.horizon.first_year; year <= study.horizon.last_year; ++year) {
        const auto y = static_cast<std::size_t>(year - study.horizon.first_year);
        add_existing_plants(study, layout, y, year, c);
        add_existing_stores(study, layout, y, year, c);
        add_existing_lines(study, layout, y, year, c);
        for (std::size_t d = 0; d < study.data_centers.name.size(); ++d)
            c.connection_mw(y, d) += study.data_centers.connection_mw[d];
        for (std::size_t i = 0; i < study.interfaces.name.size(); ++i)
            c.interface_limit_mw(y, i) = model::stepwise(study.interfaces.limit_mw[i], year, no_limit);
        for (std::size_t b = 0; b < built.size(); ++b) add_investment(layout.investments[b], built[b], year, y, c);
    }
    c.store_usable_mwh = c.store_energy_mwh;
    return c;
}

}  // namespace decawatt::planning
