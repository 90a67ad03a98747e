// Plants and stores of a stage.
#include <cmath>
#include <tuple>

#include "planning/builds.hpp"
#include "planning/fleets.hpp"
#include "planning/stage.hpp"

namespace decawatt::planning {

using base::at;

namespace {

// What a plant's output does in the rows: equal signatures, equal columns.
using Signature = std::tuple<int, int, double, double>;  // balance row, contract or kAbsent, cost, emission

struct Shared {
    std::string name;
    Hours upper;
    std::vector<std::size_t> fleets;
};

struct FleetHours {
    Hours available, must_run, existing;  // fraction, fraction, MW
};

Signature signature_of(const Stage& stage, std::size_t f) {
    const auto& fleets = stage.layout.fleets;
    const auto plant = fleets.members[f].front();
    const bool counted = counts(stage.study(), fleets, f);
    return {
        stage.balance_row(fleets.region[f], fleets.behind[f]), counted ? static_cast<int>(fleets.contract[f]) : kAbsent,
        marginal_cost_per_mwh(stage.study(), plant, stage.view.year.year), emission_t_per_mwh(stage.study(), plant)};
}

ColumnSpec column_of(const Stage& stage, const Signature& signature, std::string name) {
    const auto [row, contract, cost, emission] = signature;
    ColumnSpec spec{std::move(name), cost * stage.cost_factor, {{row, 1.0}}, {}, {}};
    spec.linking.emplace_back(stage.targets.emission_row, emission * stage.targets.emission);
    spec.target_cost = emission * stage.targets.emission_cost;
    if (contract != kAbsent) {
        const auto c = static_cast<std::size_t>(contract);
        spec.rows.emplace_back(stage.columns.contract_row[c], 1.0);
        spec.linking.emplace_back(stage.targets.contract[c].annual_row, stage.targets.contract[c].clean);
        spec.target_cost -= stage.targets.contract[c].clean_credit;
    }
    return spec;
}

// Must-run output is no decision: it leaves the demand, and its cost, emission and clean energy are constants.
void add_must_run(Stage& stage, const Signature& signature, const FleetHours& hours) {
    Hours output(hours.existing.size());
    double sum = 0.0;
    for (std::size_t t = 0; t < output.size(); ++t) {
        output[t] = hours.must_run[t] * hours.existing[t] / stage.units.power_mw;
        sum += output[t];
    }
    if (sum <= 0.0) return;
    const ColumnSpec spec = column_of(stage, signature, "");
    stage.offset += spec.cost * sum;
    for (const auto& [row, value] : spec.rows) stage.builder.add_to_rhs(row, output, -value);
    for (const auto& [row, value] : spec.linking)
        if (row != kAbsent) stage.linking.add_to_rhs(row, -value * sum);
    Hours& of_balance = stage.must_run[std::get<0>(signature)];
    of_balance.resize(output.size(), 0.0);
    for (std::size_t t = 0; t < output.size(); ++t) of_balance[t] += output[t];
    if (std::get<1>(signature) == kAbsent) return;
    Hours& of_contract = stage.contract_must_run[static_cast<std::size_t>(std::get<1>(signature))];
    for (std::size_t t = 0; t < output.size(); ++t) of_contract[t] += output[t];
}

// The column of a fleet that may grow: what is there all year and what is built, one capacity.
int add_built(Stage& stage, std::size_t f, const Signature& signature, const FleetHours& hours, Entries builds) {
    for (auto& [b, factor] : builds) {
        const Build& build = stage.layout.builds[static_cast<std::size_t>(b)];
        factor =
            aged_frac(stage.study(), static_cast<model::PlantIndex>(build.asset), stage.view.year.year - build.year);
    }
    ColumnSpec spec = column_of(stage, signature, "output " + stage.layout.fleets.name[f]);
    if (highest(hours.available) <= 0.0) return kAbsent;
    spec.scaled_by = stage.builder.add_border(lowest(hours.existing) / stage.units.power_mw, std::move(builds));
    return stage.builder.add_column(std::move(spec), hours.available);
}

FleetHours hours_of(const Stage& stage, std::size_t f) {
    const auto plant = stage.layout.fleets.members[f].front();
    FleetHours hours;
    hours.existing = existing_mw(stage.view, stage.layout.fleets, f);
    hours.available = available_frac(stage.view, plant);
    hours.must_run = must_run_frac(stage.view, plant, hours.available);
    return hours;
}

void add_to_shared(const Stage& stage, std::size_t f, const FleetHours& hours, double built_mw, Shared& shared) {
    Hours upper(hours.existing.size());
    for (std::size_t t = 0; t < upper.size(); ++t)
        upper[t] = (hours.available[t] - hours.must_run[t]) * (hours.existing[t] - built_mw) / stage.units.power_mw;
    if (highest(upper) <= 0.0) return;
    shared.upper.resize(upper.size(), 0.0);
    for (std::size_t t = 0; t < upper.size(); ++t) shared.upper[t] += upper[t];
    shared.name += (shared.name.empty() ? "output " : " + ") + stage.layout.fleets.name[f];
    shared.fleets.push_back(f);
}

struct StoreBounds {
    Hours charge, discharge, content;  // program units, or fractions of κ
    int charge_scale = lp::kFixedBound, discharge_scale = lp::kFixedBound, content_scale = lp::kFixedBound;
    const FadeYear* fade = nullptr;  // of a store that ages: its content is held by what it has left
};

void divide(Hours& hours, double by) {
    for (double& value : hours) value /= by;
}

// Existing capacity of an upgrade is constant within a year (make_store_fleets sees to it), so it can be the offset of
// κ.
void scale_by_builds(Stage& stage, std::size_t s, StoreBounds& bounds) {
    Entries power = stage.builds_of(BuildKind::store_power, s);
    const Entries energy = stage.builds_of(BuildKind::store_energy, s);
    const auto store = at(stage.layout.stores.members[s].front());
    for (auto& entry : power) entry.second = stage.study().stores.availability_frac[store];
    const Hours ones(stage.view.hours(), 1.0);
    if (!power.empty()) {
        const double charge = lowest(bounds.charge), discharge = lowest(bounds.discharge);
        bounds.charge_scale = stage.builder.add_border(charge, power);
        bounds.discharge_scale = charge == discharge ? bounds.charge_scale : stage.builder.add_border(discharge, power);
        bounds.charge = bounds.discharge = ones;
    }
    if (!energy.empty() && !bounds.fade) {
        bounds.content_scale = stage.builder.add_border(lowest(bounds.content), energy);
        bounds.content = ones;
    }
}

// In the year of its coming or going it is there for a part of the year only.
void scale_by_what_is_left(Stage& stage, std::size_t s, StoreBounds& bounds) {
    const auto store = at(stage.layout.stores.members[s].front());
    const double whole = stage.study().stores.energy_mwh[store] / stage.units.power_mw;
    if (stage.layout.stores.buildable[s])
        bounds.content.assign(stage.view.hours(), 1.0);
    else
        divide(bounds.content, whole);
    bounds.content_scale = stage.builder.add_border(0.0, bounds.fade->usable);
}

bool can_work(const Stage& stage, std::size_t s, const StoreBounds& bounds) {
    const bool power = (highest(bounds.charge) > 0.0 && highest(bounds.discharge) > 0.0) ||
                       !stage.builds_of(BuildKind::store_power, s).empty();
    const bool energy = highest(bounds.content) > 0.0 || !stage.builds_of(BuildKind::store_energy, s).empty();
    const auto& fade = stage.layout.fade[s];
    return power && energy && (!fade || fade->contains(stage.view.year.year));
}

StoreBounds bounds_of(const Stage& stage, std::size_t s) {
    StoreBounds bounds;
    if (holds_existing(stage.study(), stage.layout.stores, s)) {
        StoreHours existing = existing_store(stage.view, stage.layout.stores, s);
        bounds.charge = std::move(existing.charge_mw);
        bounds.discharge = std::move(existing.discharge_mw);
        bounds.content = std::move(existing.energy_mwh);
    } else {
        bounds.charge = bounds.discharge = bounds.content = Hours(stage.view.hours(), 0.0);
    }
    for (Hours* hours : {&bounds.charge, &bounds.discharge, &bounds.content}) divide(*hours, stage.units.power_mw);
    if (const auto& fade = stage.layout.fade[s]) {
        const auto found = fade->find(stage.view.year.year);
        if (found != fade->end()) bounds.fade = &found->second;
    }
    return bounds;
}

// e_t - (1-σ)^w e_{t-1} - η_c w c_t + w d_t / η_d = 0, e at the end of the hour, cyclic over the year.
StoreColumns add_store(Stage& stage, std::size_t s, const StoreBounds& bounds) {
    const auto& stores = stage.layout.stores;
    const auto store = at(stores.members[s].front());
    const double h = stage.view.year.axis.step_h();
    const int balance = stage.balance_row(stores.region[s], stores.behind[s]);
    const auto contract = stores.contract[s];
    const int contract_row =
        contract == base::none<model::ContractIndex> ? kAbsent : stage.columns.contract_row[at(contract)];
    StoreColumns columns;
    columns.row = stage.builder.add_row("content " + stores.name[s]);
    const double kept = std::pow(1.0 - stores.standing_loss_frac_per_h[s], h);
    const double cycling = stage.study().stores.cycling_cost_per_mwh[store] * stage.cost_factor;
    const double in = stores.charge_efficiency_frac[s] * h, out = h / stores.discharge_efficiency_frac[s];
    const int fade_row = bounds.fade ? bounds.fade->row : kAbsent;
    const double wear = bounds.fade ? bounds.fade->per_path * stage.view.year.weight : 0.0;
    columns.charge = stage.builder.add_column({"charge " + stores.name[s],
                                               0.0,
                                               {{balance, -1.0}, {contract_row, -1.0}, {columns.row, -in}},
                                               {},
                                               {{fade_row, wear * in}},
                                               bounds.charge_scale},
                                              bounds.charge);
    columns.discharge = stage.builder.add_column({"discharge " + stores.name[s],
                                                  cycling,
                                                  {{balance, 1.0}, {contract_row, 1.0}, {columns.row, out}},
                                                  {},
                                                  {{fade_row, wear * out}},
                                                  bounds.discharge_scale},
                                                 bounds.discharge);
    columns.content = stage.builder.add_column(
        {"content " + stores.name[s], 0.0, {{columns.row, 1.0}}, {{columns.row, -kept}}, {}, bounds.content_scale},
        bounds.content);
    return columns;
}

}  // namespace

void add_plants(Stage& stage) {
    const std::size_t count = stage.layout.fleets.members.size();
    std::map<Signature, Shared> shared;
    stage.columns.fleet_built.assign(count, kAbsent);
    stage.columns.fleet_shared.assign(count, kAbsent);
    for (std::size_t f = 0; f < count; ++f) {
        const FleetHours hours = hours_of(stage, f);
        Entries builds = stage.builds_of(BuildKind::plant, f);
        if (builds.empty() && highest(hours.existing) <= 0.0) continue;
        const Signature signature = signature_of(stage, f);
        add_must_run(stage, signature, hours);
        const double built_mw = builds.empty() ? 0.0 : lowest(hours.existing);
        add_to_shared(stage, f, hours, built_mw, shared[signature]);
        if (!builds.empty()) stage.columns.fleet_built[f] = add_built(stage, f, signature, hours, std::move(builds));
    }
    for (auto& [signature, column] : shared) {
        if (column.fleets.empty()) continue;
        const int j = stage.builder.add_column(column_of(stage, signature, column.name), std::move(column.upper));
        for (const std::size_t f : column.fleets) stage.columns.fleet_shared[f] = j;
    }
}

void add_stores(Stage& stage) {
    const std::size_t count = stage.layout.stores.members.size();
    stage.columns.store.resize(count);
    for (std::size_t s = 0; s < count; ++s) {
        StoreBounds bounds = bounds_of(stage, s);
        if (!can_work(stage, s, bounds)) continue;
        if (stage.layout.stores.buildable[s]) scale_by_builds(stage, s, bounds);
        if (bounds.fade) scale_by_what_is_left(stage, s, bounds);
        stage.columns.store[s] = add_store(stage, s, bounds);
    }
}

}  // namespace decawatt::planning
