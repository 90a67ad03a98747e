#include "adequacy/assembly/add_stores.hpp"

#include "assets/groups.hpp"

namespace decawatt::adequacy {

using assets::CapacityKind;
using base::at;

namespace {

struct StoreParts {
    std::vector<Steps> charge, discharge, energy;
    std::int64_t first = 0;
    bool due = false;
    struct Machines {
        Steps power;
        int count;
    };
    bool in_machines = false;  // additions fail machine by machine
    std::vector<Machines> machines;
};

void add_existing(const Assembling& work, std::size_t s, double available_frac, StoreParts& parts) {
    const model::Stores& stores = work.study.stores;
    const ServicePeriod life = service_period_of(work.hours, stores.commissioned[s], stores.closed[s]);
    const auto steps = [&](double value) { return steps_between(work.hours, life.first, life.end, value); };
    parts.charge.push_back(steps(stores.charge_mw[s] * available_frac));
    parts.discharge.push_back(steps(stores.discharge_mw[s] * available_frac));
    parts.energy.push_back(steps(stores.energy_mwh[s]));
    parts.first = life.first;
    parts.due = life.first > 0;
}

void add_built(const Assembling& work, std::size_t s, double available_frac, StoreParts& parts) {
    for (const Cohort& cohort : work.built.of(CapacityKind::store_power, s)) {
        const Steps power = steps_between(work.hours, cohort.first, cohort.end, cohort.mw * available_frac);
        if (parts.charge.empty() && parts.machines.empty())
            parts.first = cohort.first, parts.due = cohort.year >= work.study.horizon.first_year;
        if (parts.in_machines) {
            parts.machines.push_back({power, cohort.units});
            continue;
        }
        parts.charge.push_back(power);
        parts.discharge.push_back(power);
    }
    for (const Cohort& cohort : work.built.of(CapacityKind::store_energy, s))
        parts.energy.push_back(steps_between(work.hours, cohort.first, cohort.end, cohort.mw));
}

// The machines have the delay and the common outages of their store.
void add_machines(Assembling& work, std::size_t s, const StoreParts& parts, const Exposure& of_store) {
    const auto store = static_cast<model::StoreIndex>(s);
    const std::vector<CauseIndex> common = work.outages.store_common_causes(store);
    int number = 0;
    for (const StoreParts::Machines& group : parts.machines) {
        Exposure exposure = of_store;
        exposure.causes = common;
        for (int machine = 0; machine < group.count; ++machine)
            exposure.machines.push_back(work.outages.store_machine_cause(store, number++));
        StoreMachines& all = work.system.machines;
        all.store.push_back(StoreIndex{work.system.stores.count() - 1});
        all.power.push_back(group.power);
        all.exposure.push_back(std::move(exposure));
    }
}

void add_store(Assembling& work, std::size_t s, const std::string& name, const StoreParts& parts,
               const std::vector<CauseIndex>& causes) {
    Stores& all = work.system.stores;
    const model::Stores& stores = work.study.stores;
    const Steps charge = sum(parts.charge), discharge = sum(parts.discharge);
    Steps energy = work.built.usable_energy(name);
    if (energy.empty()) energy = sum(parts.energy);
    if ((largest(discharge) <= 0.0 && parts.machines.empty()) || largest(energy) <= 0.0) return;
    Exposure exposure;
    exposure.causes = causes;
    if (parts.due) work.outages.delay(work.study.reliability.store_delay, s, name, parts.first, exposure);
    all.name.push_back(name);
    all.region.push_back(work.node_of(stores.region[s], stores.behind[s]));
    all.charge.push_back(charge);
    all.discharge.push_back(discharge);
    all.energy.push_back(energy);
    all.charge_efficiency_frac.push_back(stores.charge_efficiency_frac[s]);
    all.discharge_efficiency_frac.push_back(stores.discharge_efficiency_frac[s]);
    all.standing_loss_frac_per_h.push_back(stores.standing_loss_frac_per_h[s]);
    const auto& initial = work.study.reliability.store_initial_frac;
    all.initial_frac.push_back(initial.empty() ? 0.5 : initial[s]);
    all.exposure.push_back(exposure);
    add_machines(work, s, parts, exposure);
}

}  // namespace

// By the store groups of planning, because usable energies are given by their names.
void add_stores(Assembling& work) {
    const assets::StoreGroups groups = assets::group_stores(work.study);
    for (std::size_t f = 0; f < groups.members.size(); ++f)
        for (const model::StoreIndex member : groups.members[f]) {
            const std::size_t s = at(member);
            const std::string name = groups.members[f].size() > 1 ? work.study.stores.name[s] : groups.name[f];
            const bool existing = assets::holds_existing(work.study, groups, f);
            StoreParts parts;
            parts.in_machines = groups.buildable[f] && work.study.stores.build_power[s].unit_mw > 0.0 &&
                                work.outages.has_own_outage(member);
            std::vector<CauseIndex> causes;
            if (existing || !parts.in_machines)
                causes = work.outages.store_causes(member, groups.buildable[f] ? "built" : "existing");
            const double available_frac =
                causes.empty() && !parts.in_machines ? work.study.stores.availability_frac[s] : 1.0;
            if (existing) add_existing(work, s, available_frac, parts);
            if (groups.buildable[f]) add_built(work, s, available_frac, parts);
            add_store(work, s, name, parts, causes);
        }
}

}  // namespace decawatt::adequacy
