#include "planning/components/contracts.hpp"

#include <algorithm>
#include <cmath>

#include "planning/assembly.hpp"
#include "planning/components/target_rows.hpp"
#include "planning/reading.hpp"
#include "planning/relaxation.hpp"

namespace decawatt::planning {

using base::at;

namespace {

// Sum over steps, in steps of the mean length.
double load_mw(const TargetRows& rows, std::size_t chain, std::size_t contract) {
    const profiles::YearProfiles& year = rows.years()[chain];
    return base::weighted_sum(year.axis, contract_load_mw(rows.study(), year, contract));
}

// The same of all chains of the row.
double row_load_mw(const TargetRows& rows, std::size_t chain, std::size_t contract) {
    if (!rows.mean()) return load_mw(rows, chain, contract);
    const auto& years = rows.years();
    double total = 0.0;
    for (std::size_t j = 0; j < years.size(); ++j)
        if (years[j].year == years[chain].year) total += rows.factor(j) * load_mw(rows, j, contract);
    return total;
}

// As contract_load_mw, of what is drawn where work waits or moves.
Hours drawn_mw(const model::Study& study, const YearDispatch& dispatch, std::size_t contract) {
    Hours load(dispatch.data_center_load_mw.times(), 0.0);
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        if (at(study.data_centers.contract[d]) != contract) continue;
        for (std::size_t t = 0; t < load.size(); ++t) load[t] += dispatch.data_center_load_mw(t, d);
    }
    return load;
}

}  // namespace

bool counts(const model::Study& study, const PlantGroups& plants, std::size_t group) {
    const auto contract = plants.contract[group];
    if (contract == base::none<model::ContractIndex>) return false;
    return study.contracts.counts_clean[at(contract)] ? plants.clean[group] : plants.renewable[group];
}

Hours contract_load_mw(const model::Study& study, const profiles::YearProfiles& year, std::size_t contract) {
    Hours load(static_cast<std::size_t>(year.axis.count), 0.0);
    for (std::size_t d = 0; d < study.data_centers.name.size(); ++d) {
        if (at(study.data_centers.contract[d]) != contract) continue;
        const auto draw = year.data_center_mw.of(d);
        for (std::size_t t = 0; t < load.size(); ++t) load[t] += draw[t];
    }
    return load;
}

ContractTargets make_contract_targets(TargetRows& rows, std::size_t chain, std::size_t contract,
                                      const ContractTargets* before) {
    ContractTargets t;
    const double row_load = row_load_mw(rows, chain, contract);
    if (row_load <= 0.0) return t;
    const auto& contracts = rows.study().contracts;
    const int year = rows.years()[chain].year;
    const double hourly = model::target_in(contracts.hourly_target_frac[contract], year);
    const double annual = model::target_in(contracts.annual_target_frac[contract], year);
    const double cap = model::target_in(contracts.excess_cap_frac[contract], year);
    const double dirty = 1.0 - model::stepwise(contracts.grid_clean_frac[contract], year, 0.0);
    const double per_unit = rows.factor(chain) * kPercent * rows.power_unit_mw() / row_load;
    const double load = rows.factor(chain) * kPercent * load_mw(rows, chain, contract) / row_load;
    const bool has_hourly = hourly > 0.0 && dirty > 0.0;  // false for NaN
    t.balance = has_hourly || !std::isnan(cap);
    // A target of 1 or a cap of 0 is enforced by omitting the column, because a row would have no interior.
    t.deficit_allowed = !(rows.enforced() && has_hourly && hourly >= 1.0);
    t.excess_allowed = !rows.enforced() || std::isnan(cap) || cap > 0.0;
    const auto& name = contracts.name[contract];
    const ContractTargets known = before ? *before : ContractTargets{};
    if (has_hourly && t.deficit_allowed)
        t.hourly_row =
            rows.add(known.hourly_row, chain, "hourly target " + name, lp::Sense::at_most, (1.0 - hourly) * load);
    if (annual > 0.0)
        t.annual_row = rows.add(known.annual_row, chain, "annual matching " + name, lp::Sense::at_least, annual * load);
    if (t.excess_allowed && !std::isnan(cap))
        t.excess_row = rows.add(known.excess_row, chain, "excess cap " + name, lp::Sense::at_most, cap * load);
    t.deficit = dirty * per_unit;
    t.clean = t.excess = per_unit;
    return t;
}

void add_contract_rows(ChainAssembly& chain) {
    const auto& study = chain.study();
    for (std::size_t c = 0; c < study.contracts.name.size(); ++c) {
        chain.contract_must_run.emplace_back(chain.view.hours(), 0.0);
        Row& row = chain.columns.contracts.balance.emplace_back(base::none<Row>);
        if (!chain.targets.contract[c].balance) continue;
        row = chain.builder.add_row("contract " + study.contracts.name[c]);
        chain.builder.add_to_rhs(row, contract_load_mw(study, chain.view.year, c), 1.0 / chain.units.power_mw);
    }
}

void add_contract_columns(ChainAssembly& chain) {
    ContractColumns& columns = chain.columns.contracts;
    columns.deficit = columns.excess = std::vector<Column>(columns.balance.size(), base::none<Column>);
    for (std::size_t c = 0; c < columns.balance.size(); ++c) {
        const Row row = columns.balance[c];
        if (!exists(row)) continue;
        const ContractTargets& targets = chain.targets.contract[c];
        const std::string& name = chain.study().contracts.name[c];
        const auto& investments = chain.layout.investments;
        Hours deficit = chain.builder.reach(row, -1.0, investments, chain.units);  // stores may charge from the grid
        Hours excess = chain.builder.reach(row, 1.0, investments, chain.units);
        add_into(contract_load_mw(chain.study(), chain.view.year, c), 1.0 / chain.units.power_mw, deficit);
        add_into(chain.contract_must_run[c], 1.0, excess);
        const auto spec = [&](const char* what, double sign, LinkingRow linking, double coefficient, double cost) {
            return ColumnSpec{
                .name = what + name, .rows = {{row, sign}}, .linking = {{linking, coefficient}}, .target_cost = cost};
        };
        if (targets.deficit_allowed)
            columns.deficit[c] = chain.builder.add_column(
                spec("deficit ", 1.0, targets.hourly_row, targets.deficit, targets.deficit_cost), deficit);
        if (targets.excess_allowed)
            columns.excess[c] = chain.builder.add_column(
                spec("excess ", -1.0, targets.excess_row, targets.excess, targets.excess_cost), excess);
    }
}

void read_contracts(const ChainReading& reading, YearDispatch& d) {
    const model::Study& study = reading.view.study;
    const auto& [plants, stores, corridors] = reading.layout.groups;
    const std::size_t count = study.contracts.name.size();
    d.deficit_mw = d.excess_mw = base::Series(reading.hours(), count);
    for (std::size_t c = 0; c < count; ++c) {
        Hours lacking = drawn_mw(study, d, c);
        for (std::size_t f = 0; f < plants.members.size(); ++f)
            if (at(plants.contract[f]) == c && counts(study, plants, f))
                for (std::size_t t = 0; t < lacking.size(); ++t) lacking[t] -= d.generation_mw(t, f);
        for (std::size_t s = 0; s < stores.members.size(); ++s)
            if (at(stores.contract[s]) == c)
                for (std::size_t t = 0; t < lacking.size(); ++t) lacking[t] += d.charge_mw(t, s) - d.discharge_mw(t, s);
        if (!d.certified_mw.empty())
            for (std::size_t t = 0; t < lacking.size(); ++t) lacking[t] -= d.certified_mw(t, c);
        for (std::size_t t = 0; t < lacking.size(); ++t) {
            const bool missing = std::isnan(lacking[t]);
            d.deficit_mw(t, c) = missing ? lacking[t] : std::max(0.0, lacking[t]);
            d.excess_mw(t, c) = missing ? lacking[t] : std::max(0.0, -lacking[t]);
        }
    }
}

// A target of 1 or a cap of 0 has no linking row: its slack is the column that the program omits.
void relax_contracts(Relaxation& relaxation) {
    const double factor = relaxation.target_factor();
    for (std::size_t c = 0; c < relaxation.study().contracts.name.size(); ++c) {
        const ContractTargets& t = relaxation.targets().contract[c];
        const Row row = relaxation.layout().contracts.balance[c];
        if (t.balance && !t.deficit_allowed)
            relaxation.add_hours(LimitKind::hourly_target, c, row, 1.0, kTargetWeight * factor * t.deficit / t.clean,
                                 relaxation.reach(row, -1.0));
        if (t.balance && !t.excess_allowed)
            relaxation.add_hours(LimitKind::excess_cap, c, row, -1.0, kCapWeight * factor, relaxation.reach(row, 1.0));
        const double mwh = relaxation.mwh_per_unit() / t.clean;
        relaxation.add_sum(LimitKind::hourly_target, c, t.hourly_row, kTargetWeight, mwh);
        relaxation.add_sum(LimitKind::annual_target, c, t.annual_row, kTargetWeight, mwh);
        relaxation.add_sum(LimitKind::excess_cap, c, t.excess_row, kCapWeight, mwh);
    }
}

void net_contracts(const ContractColumns& columns, lp::Matrix& x) {
    for (std::size_t c = 0; c < columns.balance.size(); ++c) {
        if (!exists(columns.deficit[c]) || !exists(columns.excess[c])) continue;
        const Eigen::Index deficit = index_of(columns.deficit[c]), excess = index_of(columns.excess[c]);
        const Eigen::RowVectorXd both = x.row(deficit).cwiseMin(x.row(excess));
        x.row(deficit) -= both;
        x.row(excess) -= both;
    }
}

}  // namespace decawatt::planning
