#include "planning/components/plants.hpp"

#include <compare>
#include <map>

#include "assets/service_years.hpp"
#include "planning/assembly.hpp"
#include "planning/components/agreements.hpp"
#include "planning/components/plant_ramps.hpp"
#include "planning/reading.hpp"

namespace decawatt::planning {

using base::at;
using base::Series;

namespace {

// Coefficients of a plant's output in the rows: groups with equal signatures share a column.
struct Signature {
    Row balance;
    model::ContractIndex contract;  // the contract that counts it, or none
    double cost_per_mwh, emission_t_per_mwh;
    GroupRamp ramp;
    BudgetEntries budgets;
    RowEntries fuel_limits;
    auto operator<=>(const Signature&) const = default;  // NOLINT(modernize-use-nullptr): its 0
};

struct Shared {
    std::string name;
    Hours upper;
    std::vector<std::size_t> groups;
};

struct GroupHours {
    Hours available_frac, must_run_frac, existing_mw;
};

GroupHours hours_of(const YearView& view, const PlantGroups& plants, std::size_t f) {
    const auto plant = plants.members[f].front();
    GroupHours hours;
    hours.existing_mw = existing_mw(view, plants, f);
    hours.available_frac = available_frac(view, plant);
    hours.must_run_frac = must_run_frac(view, plant, hours.available_frac);
    return hours;
}

// Adds the group's ramp row, if it has limits.
Signature make_signature(ChainAssembly& chain, std::size_t f) {
    const auto& plants = chain.layout.groups.plants;
    const auto plant = plants.members[f].front();
    return {chain.balance_row(plants.region[f], plants.behind[f]),
            counts(chain.study(), plants, f) ? plants.contract[f] : base::none<model::ContractIndex>,
            assets::marginal_cost_per_mwh(chain.study(), plant, chain.view.year.year) +
                taken_cost_per_mwh(chain.study(), plants, f, chain.view.year.year),
            assets::emission_t_per_mwh(chain.study(), plant),
            add_ramp_row(chain, f),
            budget_entries(chain, f),
            fuel_limit_entries(chain, f)};
}

// Without the ramp row, because this function also serves must-run output, which enters that row as a constant.
ColumnSpec column_of(const ChainAssembly& chain, const Signature& signature, std::string name) {
    const auto& [balance, contract, cost, emission, ramp, budgets, fuel_limits] = signature;
    ColumnSpec spec{std::move(name), cost * chain.cost_factor, {{balance, 1.0}}, {}, {}};
    spec.linking.emplace_back(chain.targets.emission.row, emission * chain.targets.emission.per_unit);
    spec.target_cost = emission * chain.targets.emission.cost;
    if (contract != base::none<model::ContractIndex>) {
        const ContractTargets& targets = chain.targets.contract[at(contract)];
        spec.rows.emplace_back(chain.columns.contracts.balance[at(contract)], 1.0);
        spec.linking.emplace_back(targets.annual_row, targets.clean);
        spec.target_cost -= targets.clean_credit;
    }
    spec.linking.insert(spec.linking.end(), budgets.linking.begin(), budgets.linking.end());
    spec.energy_rows = budgets.rows;
    spec.rows.insert(spec.rows.end(), fuel_limits.begin(), fuel_limits.end());
    return spec;
}

// Must-run output is subtracted from demand; its cost, emission and clean energy are constants.
void add_must_run(ChainAssembly& chain, const Signature& signature, const GroupHours& hours) {
    Hours output(hours.existing_mw.size()), weighed(output.size());
    double sum = 0.0;  // of a step of the mean length
    for (std::size_t t = 0; t < output.size(); ++t) {
        output[t] = hours.must_run_frac[t] * hours.existing_mw[t] / chain.units.power_mw;
        weighed[t] = chain.axis().step_weight(t) * output[t];
        sum += weighed[t];
    }
    if (sum <= 0.0) return;
    const ColumnSpec spec = column_of(chain, signature, "");
    chain.offset += spec.cost * sum;
    for (const auto& [row, value] : spec.rows) chain.builder.add_to_rhs(row, output, -value);
    for (const auto& [row, value] : spec.energy_rows) chain.builder.add_to_rhs(row, weighed, -value);
    for (const auto& [row, value] : spec.linking)
        if (exists(row)) chain.linking.add_to_rhs(row, -value * sum);
    add_into(output, 1.0, chain.must_run[signature.balance]);
    if (signature.contract != base::none<model::ContractIndex>)
        add_into(output, 1.0, chain.contract_must_run[at(signature.contract)]);
}

Column add_grown(ChainAssembly& chain, std::size_t f, const Signature& signature, const GroupHours& hours,
                 BorderEntries investments) {
    for (auto& [variable, factor] : investments) {
        const Investment& investment = chain.layout.investments[at(variable)];
        factor = assets::aged_addition_frac(chain.study(), investment.asset, investment.year, chain.view.year.year);
    }
    ColumnSpec spec = column_of(chain, signature, "output " + chain.layout.groups.plants.name[f]);
    if (assets::highest(hours.available_frac) <= 0.0) return base::none<Column>;
    spec.scaled_by =
        chain.builder.add_border(assets::lowest(hours.existing_mw) / chain.units.power_mw, std::move(investments));
    if (is_virtual(chain.study(), chain.layout.groups.plants, f)) {
        add_virtual_output(chain, f, spec.scaled_by, hours.available_frac);
        return base::none<Column>;
    }
    add_ramp_entries(signature.ramp, spec);
    add_grown_ramp(chain, signature.ramp, chain.layout.groups.plants.name[f], spec.scaled_by, hours.available_frac);
    return chain.builder.add_column(std::move(spec), hours.available_frac);
}

// Returns whether the group has dispatchable output.
bool add_to_shared(const ChainAssembly& chain, std::size_t f, const GroupHours& hours, double grown_mw,
                   Shared& shared) {
    Hours upper(hours.existing_mw.size());
    for (std::size_t t = 0; t < upper.size(); ++t)
        upper[t] = (hours.available_frac[t] - hours.must_run_frac[t]) * (hours.existing_mw[t] - grown_mw) /
                   chain.units.power_mw;
    if (assets::highest(upper) <= 0.0) return false;
    add_into(upper, 1.0, shared.upper);
    shared.name += (shared.name.empty() ? "output " : " + ") + chain.layout.groups.plants.name[f];
    shared.groups.push_back(f);
    return true;
}

// For existing capacity, except the part that belongs to the expandable capacity.
void add_ramp_of_existing(ChainAssembly& chain, std::size_t f, const GroupRamp& ramp, const GroupHours& hours,
                          double grown_mw) {
    ExistingOutput existing{hours.existing_mw, hours.existing_mw, hours.existing_mw};
    for (std::size_t t = 0; t < hours.existing_mw.size(); ++t) {
        existing.capacity_mw[t] -= grown_mw;
        existing.available_mw[t] = hours.available_frac[t] * existing.capacity_mw[t];
        existing.must_run_mw[t] *= hours.must_run_frac[t];
    }
    add_existing_ramp(chain, ramp, chain.layout.groups.plants.name[f], existing);
}

// Capacity built and not retired in the year, with degradation, MW.
double built_mw(const ChainReading& reading, std::size_t f) {
    const auto& investments = reading.layout.investments;
    const int year = reading.view.year.year;
    double sum = 0.0;
    for (std::size_t b = 0; b < investments.size(); ++b) {
        const Investment& investment = investments[b];
        if (investment.kind == CapacityKind::plant && investment.group == f && investment.in_service(year))
            sum += reading.power_mw * reading.k[static_cast<Eigen::Index>(b)] *
                   assets::aged_addition_frac(reading.view.study, investment.asset, investment.year, year);
    }
    return sum;
}

void read_group(const ChainReading& reading, std::size_t f, YearDispatch& d) {
    const GroupHours hours = hours_of(reading.view, reading.layout.groups.plants, f);
    const Column shared = reading.columns.plants.shared[f], grown = reading.columns.plants.grown[f];
    const double growth_mw = built_mw(reading, f);
    const double apart_mw =
        exists(grown) ? assets::lowest(hours.existing_mw) : 0.0;  // dispatched in the column of the expandable capacity
    for (std::size_t t = 0; t < hours.existing_mw.size(); ++t) {
        const double own_mw = (hours.available_frac[t] - hours.must_run_frac[t]) * (hours.existing_mw[t] - apart_mw);
        const double all_mw =
            exists(shared) ? reading.power_mw * reading.program.upper(index_of(shared), static_cast<Eigen::Index>(t))
                           : 0.0;
        const double share = all_mw > 0.0 ? own_mw / all_mw : 0.0;  // pro rata among groups that share the column
        d.generation_mw(t, f) =
            hours.must_run_frac[t] * hours.existing_mw[t] + share * reading.mw(shared, t) + reading.mw(grown, t);
        d.available_mw(t, f) = hours.available_frac[t] * (hours.existing_mw[t] + growth_mw);
    }
}

}  // namespace

void add_plants(ChainAssembly& chain) {
    const PlantGroups& plants = chain.layout.groups.plants;
    const std::size_t count = plants.members.size();
    std::map<Signature, Shared> shared;
    chain.columns.plants.grown.assign(count, base::none<Column>);
    chain.columns.plants.shared.assign(count, base::none<Column>);
    for (std::size_t f = 0; f < count; ++f) {
        const GroupHours hours = hours_of(chain.view, plants, f);
        BorderEntries investments = chain.investments_in(CapacityKind::plant, f);
        if (investments.empty() && assets::highest(hours.existing_mw) <= 0.0) continue;
        const Signature signature = make_signature(chain, f);
        add_must_run(chain, signature, hours);
        const double grown_mw = investments.empty() ? 0.0 : assets::lowest(hours.existing_mw);
        const bool decides = add_to_shared(chain, f, hours, grown_mw, shared[signature]);
        if (decides && exists(signature.ramp.row)) add_ramp_of_existing(chain, f, signature.ramp, hours, grown_mw);
        chain.columns.plants.has_ramps = chain.columns.plants.has_ramps || exists(signature.ramp.row);
        if (!investments.empty())
            chain.columns.plants.grown[f] = add_grown(chain, f, signature, hours, std::move(investments));
    }
    for (auto& [signature, column] : shared) {
        if (column.groups.empty()) continue;
        ColumnSpec spec = column_of(chain, signature, column.name);
        add_ramp_entries(signature.ramp, spec);
        const Column j = chain.builder.add_column(std::move(spec), std::move(column.upper));
        for (const std::size_t f : column.groups) chain.columns.plants.shared[f] = j;
    }
}

void read_plants(const ChainReading& reading, YearDispatch& d) {
    const std::size_t count = reading.layout.groups.plants.members.size();
    d.generation_mw = d.available_mw = Series(reading.hours(), count);
    for (std::size_t f = 0; f < count; ++f) read_group(reading, f, d);
}

}  // namespace decawatt::planning
