#include "planning/components/stores.hpp"

#include <algorithm>
#include <cmath>

#include "planning/assembly.hpp"
#include "planning/reading.hpp"
#include "planning/state_end.hpp"

namespace decawatt::planning {

using base::at;

namespace {

struct StoreBounds {
    Hours charge, discharge, content;  // program units, or fractions of κ
    LocalBorder charge_scale = base::none<LocalBorder>, discharge_scale = base::none<LocalBorder>,
                content_scale = base::none<LocalBorder>;
    const FadeYear* fade = nullptr;  // for an ageing store: usable energy limits its content
};

void divide(Hours& hours, double by) {
    for (double& value : hours) value /= by;
}

// Existing capacity of an upgrade is constant within a year (ensured by group_stores), so it can be the offset of κ.
void scale_by_investments(ChainAssembly& chain, std::size_t s, StoreBounds& bounds) {
    BorderEntries power = chain.investments_in(CapacityKind::store_power, s);
    const BorderEntries energy = chain.investments_in(CapacityKind::store_energy, s);
    const auto store = at(chain.layout.groups.stores.members[s].front());
    for (auto& entry : power) entry.second = chain.study().stores.availability_frac[store];
    const Hours ones(chain.view.hours(), 1.0);
    if (!power.empty()) {
        const double charge = assets::lowest(bounds.charge), discharge = assets::lowest(bounds.discharge);
        bounds.charge_scale = chain.builder.add_border(charge, power);
        bounds.discharge_scale = charge == discharge ? bounds.charge_scale : chain.builder.add_border(discharge, power);
        bounds.charge = bounds.discharge = ones;
    }
    if (!energy.empty() && !bounds.fade) {
        bounds.content_scale = chain.builder.add_border(assets::lowest(bounds.content), energy);
        bounds.content = ones;
    }
}

// Scales the content by usable energy; in its first and last year a store exists for part of the year only.
void scale_by_what_is_left(ChainAssembly& chain, std::size_t s, StoreBounds& bounds) {
    const auto& stores = chain.layout.groups.stores;
    const double whole = chain.study().stores.energy_mwh[at(stores.members[s].front())] / chain.units.power_mw;
    if (stores.buildable[s])
        bounds.content.assign(chain.view.hours(), 1.0);
    else
        divide(bounds.content, whole);
    bounds.content_scale = chain.builder.add_border(0.0, bounds.fade->usable);
}

bool can_work(const ChainAssembly& chain, std::size_t s, const StoreBounds& bounds) {
    const bool power = (assets::highest(bounds.charge) > 0.0 && assets::highest(bounds.discharge) > 0.0) ||
                       !chain.investments_in(CapacityKind::store_power, s).empty();
    const bool energy =
        assets::highest(bounds.content) > 0.0 || !chain.investments_in(CapacityKind::store_energy, s).empty();
    return power && energy && (!chain.layout.fade.ages(s) || bounds.fade);
}

StoreBounds bounds_of(const ChainAssembly& chain, std::size_t s) {
    const auto& stores = chain.layout.groups.stores;
    StoreBounds bounds;
    if (holds_existing(chain.study(), stores, s)) {
        StoreHours existing = existing_store(chain.view, stores, s);
        bounds.charge = std::move(existing.charge_mw);
        bounds.discharge = std::move(existing.discharge_mw);
        bounds.content = std::move(existing.energy_mwh);
    } else {
        bounds.charge = bounds.discharge = bounds.content = Hours(chain.view.hours(), 0.0);
    }
    for (Hours* hours : {&bounds.charge, &bounds.discharge, &bounds.content}) divide(*hours, chain.units.power_mw);
    bounds.fade = chain.layout.fade.in_year(s, chain.view.year.year);
    return bounds;
}

// The share of the previous content that standing losses leave depends on the length of the step.
Column add_content(ChainAssembly& chain, std::size_t s, Row row, const StoreBounds& bounds) {
    const StoreGroups& stores = chain.layout.groups.stores;
    const auto kept = [&](std::size_t t) {
        return std::pow(1.0 - stores.standing_loss_frac_per_h[s], chain.axis().step_h(t));
    };
    ColumnSpec spec{.name = "content " + stores.name[s], .rows = {{row, 1.0}}, .scaled_by = bounds.content_scale};
    if (chain.axis().is_regular()) spec.state_rows = {{row, -kept(0)}};
    const Column content = chain.builder.add_column(std::move(spec), bounds.content);
    if (chain.axis().is_regular()) return content;
    Hours entries(chain.view.hours());
    for (std::size_t t = 0; t < entries.size(); ++t) entries[t] = -kept(t);
    chain.builder.add_state_by_hour(row, content, entries);
    return content;
}

StoreColumns add_store(ChainAssembly& chain, std::size_t s, const StoreBounds& bounds) {
    const auto& stores = chain.layout.groups.stores;
    const double h = chain.axis().mean_step_h();
    const Row balance = chain.balance_row(stores.region[s], stores.behind[s]);
    const auto contract = stores.contract[s];
    const Row contract_row =
        contract == base::none<model::ContractIndex> ? base::none<Row> : chain.columns.contracts.balance[at(contract)];
    StoreColumns columns;
    columns.content_row = chain.builder.add_row(state_name(stores, s));
    const Row row = columns.content_row;
    const double cycling = chain.study().stores.cycling_cost_per_mwh[at(stores.members[s].front())] * chain.cost_factor;
    const double in = stores.charge_efficiency_frac[s] * h, out = h / stores.discharge_efficiency_frac[s];
    const LinkingRow fade_row = bounds.fade ? bounds.fade->row : base::none<LinkingRow>;
    const double wear = bounds.fade ? bounds.fade->per_path * chain.view.year.weight : 0.0;
    const double wear_cost = bounds.fade && !exists(fade_row) ? bounds.fade->per_path * chain.cost_factor / h : 0.0;
    columns.charge = chain.builder.add_column({.name = "charge " + stores.name[s],
                                               .rows = {{balance, -1.0}, {contract_row, -1.0}},
                                               .linking = {{fade_row, wear * in}},
                                               .scaled_by = bounds.charge_scale,
                                               .target_cost = wear_cost * in,
                                               .energy_rows = {{row, -in}}},
                                              bounds.charge);
    columns.discharge = chain.builder.add_column({.name = "discharge " + stores.name[s],
                                                  .cost = cycling,
                                                  .rows = {{balance, 1.0}, {contract_row, 1.0}},
                                                  .linking = {{fade_row, wear * out}},
                                                  .scaled_by = bounds.discharge_scale,
                                                  .target_cost = wear_cost * out,
                                                  .energy_rows = {{row, out}}},
                                                 bounds.discharge);
    columns.content = add_content(chain, s, row, bounds);
    return columns;
}

}  // namespace

void add_stores(ChainAssembly& chain) {
    const auto& stores = chain.layout.groups.stores;
    chain.columns.stores.resize(stores.members.size());
    for (std::size_t s = 0; s < stores.members.size(); ++s) {
        StoreBounds bounds = bounds_of(chain, s);
        if (!can_work(chain, s, bounds)) continue;
        if (stores.buildable[s]) scale_by_investments(chain, s, bounds);
        if (bounds.fade) scale_by_what_is_left(chain, s, bounds);
        chain.columns.stores[s] = add_store(chain, s, bounds);
    }
}

void read_stores(const ChainReading& reading, YearDispatch& d) {
    const auto& columns = reading.columns.stores;
    d.charge_mw = d.discharge_mw = d.content_mwh = base::Series(reading.hours(), columns.size());
    for (std::size_t s = 0; s < columns.size(); ++s)
        for (std::size_t t = 0; t < reading.hours(); ++t) {
            d.charge_mw(t, s) = reading.mw(columns[s].charge, t);
            d.discharge_mw(t, s) = reading.mw(columns[s].discharge, t);
            d.content_mwh(t, s) = reading.mw(columns[s].content, t);
        }
}

std::string state_name(const StoreGroups& stores, std::size_t group) {
    return "content " + stores.name[group];
}

void value_stores(const StateEnd& end, lp::Vector& duals) {
    const auto& names = end.values.name;
    for (std::size_t s = 0; s < end.columns.stores.size(); ++s) {
        const int row = end.columns.place(end.columns.stores[s].content_row);
        if (row < 0) continue;
        if (end.of_year) {
            duals[row] = -end.unserved_cost_per_mwh / end.currency_per_mwh;
            continue;
        }
        const auto found = std::ranges::find(names, state_name(end.layout.groups.stores, s));
        if (found != names.end())
            duals[row] =
                -end.values.per_mwh(end.month, static_cast<std::size_t>(found - names.begin())) / end.currency_per_mwh;
    }
}

void hold_stores(const StateEnd& end, lp::Vector& most) {
    for (const StoreColumns& store : end.columns.stores)
        if (exists(store.content)) most[index_of(store.content)] = end.start[index_of(store.content)];
}

}  // namespace decawatt::planning
