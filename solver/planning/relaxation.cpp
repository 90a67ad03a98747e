#include "planning/relaxation.hpp"

#include <algorithm>

#include "planning/components/component.hpp"

namespace decawatt::planning {

using base::at;

const char* text(LimitKind kind) {
    switch (kind) {
        case LimitKind::hourly_target:
            return "hourly_target";
        case LimitKind::annual_target:
            return "annual_target";
        case LimitKind::excess_cap:
            return "excess_cap";
        case LimitKind::emission_cap:
            return "emission_cap";
        case LimitKind::interface_limit:
            return "interface_limit";
        case LimitKind::region_load:
            return "region_load";
        case LimitKind::data_center_load:
            return "data_center_load";
        case LimitKind::connection_import:
            return "connection_import";
        case LimitKind::curtailment:
            return "curtailment";
        case LimitKind::import_ramp:
            return "import_ramp";
        case LimitKind::firm_capacity:
            return "firm_capacity";
    }
    return "limit";
}

double highest_value(const lp::Chain& chain, const lp::Vector& kappa, int column, int stage) {
    const int g = chain.scaled_by[static_cast<std::size_t>(column)];
    return chain.upper(column, stage) * (g == lp::kFixedBound ? 1.0 : kappa[g]);
}

lp::Vector highest_kappa(const lp::StaircaseProgram& program, const lp::Chain& chain) {
    return chain.border_map * program.border.upper + chain.border_offset;
}

void Relaxation::run() {
    for (chain_ = 0; chain_ < profiles_.years.size(); ++chain_) {
        added_columns_ = 0;
        for (const Component& component : components())
            if (component.relax) component.relax(*this);
    }
}

double Relaxation::target_factor() const {
    return study_.planning.target_scope == model::TargetScope::mean ? year().weight : 1.0;
}

double Relaxation::mwh_per_unit() const {
    return target_factor() * program_.power_unit_mw * year().axis.mean_step_h();
}

Hours Relaxation::in_program_units(Hours mw) const {
    const double per_mw = 1.0 / program_.power_unit_mw;
    for (double& value : mw) value *= per_mw;
    return mw;
}

Hours Relaxation::reach(Row row, double sign) const {
    const lp::Chain& chain = program_.staircase.chains[chain_];
    Hours sum(static_cast<std::size_t>(chain.stages), 0.0);
    const int i = layout().place(row);
    if (i < 0) return sum;
    const lp::Vector kappa = highest_kappa(program_.staircase, chain);
    for (int j = 0; j < chain.columns(); ++j) {
        const double value = sign * chain.A.coeff(i, j);
        if (value <= 0.0) continue;
        for (int t = 0; t < chain.stages; ++t)
            sum[static_cast<std::size_t>(t)] += value * highest_value(chain, kappa, j, t);
    }
    for (const lp::StageEntry& e : chain.by_stage.A) {
        if (e.row != i) continue;
        for (int t = 0; t < chain.stages; ++t)
            sum[static_cast<std::size_t>(t)] +=
                std::max(0.0, sign * e.value[t]) * highest_value(chain, kappa, e.column, t);
    }
    for (int t = 0; t < chain.stages; ++t)  // what the right-hand side requires, demand or must-run output
        sum[static_cast<std::size_t>(t)] += std::max(0.0, -sign * chain.rhs(i, t));
    return sum;
}

void Relaxation::add_hours(LimitKind kind, std::size_t thing, Row row, double sign, double weight, Hours upper) {
    const int place = layout().place(row);
    if (place < 0 || assets::highest(upper) <= 0.0) return;
    const auto column = static_cast<Column>(program_.staircase.chains[chain_].columns() + added_columns_++);
    hours_.push_back({kind, thing, chain_, column, place, sign, weight * year().axis.mean_step_h(), std::move(upper)});
}

void Relaxation::add_transfer(LimitKind kind, std::size_t thing, const Transfer& rows, double weight, Hours upper) {
    const std::size_t before = hours_.size();
    add_hours(kind, thing, rows.to, 1.0, weight, std::move(upper));
    if (hours_.size() > before) hours_.back().from_row = layout().place(rows.from);
}

void Relaxation::add_sum(LimitKind kind, std::size_t thing, LinkingRow row, double weight, double amount_per_unit) {
    if (!exists(row)) return;
    for (const SumSlack& known : sums_)
        if (known.row == row) return;  // the row sums over several chains and has its slack already
    const auto variable =
        static_cast<BorderVariable>(program_.staircase.border.size() + static_cast<int>(sums_.size()));
    sums_.push_back(
        {kind, thing, chain_, row, variable, amount_per_unit, weight * amount_per_unit / program_.power_unit_mw});
}

}  // namespace decawatt::planning
