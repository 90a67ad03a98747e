#include "planning/components/plant_ramps.hpp"

#include <algorithm>

#include "planning/assembly.hpp"

namespace decawatt::planning {

RampRow add_ramp_row(ChainAssembly& chain, std::size_t group) {
    const PlantGroups& plants = chain.layout.groups.plants;
    const model::RampLimits limits = chain.study().plants.ramp_limits(base::at(plants.members[group].front()));
    const double step_h = chain.view.year.axis.step_h();
    RampRow ramp;
    ramp.up_frac = std::min(1.0, limits.up_frac_per_h * step_h);
    ramp.down_frac = std::min(1.0, limits.down_frac_per_h * step_h);
    if (ramp.up_frac < 1.0 || ramp.down_frac < 1.0) ramp.row = chain.builder.add_row("ramp " + plants.name[group]);
    return ramp;
}

void enter_ramp(const RampRow& ramp, ColumnSpec& output) {
    if (!exists(ramp.row)) return;
    output.rows.emplace_back(ramp.row, 1.0);
    output.state_rows.emplace_back(ramp.row, -1.0);
}

// Must-run output is no decision: where it alone changes by more than the limit, the limit gives way to it.
void add_fixed_ramp(ChainAssembly& chain, const RampRow& ramp, const std::string& name, const Hours& existing_mw,
                    const Hours& must_run_mw) {
    if (!exists(ramp.row) || assets::highest(existing_mw) <= 0.0) return;
    const std::size_t hours = existing_mw.size();
    Hours upper(hours), rhs(hours);
    for (std::size_t t = 0; t < hours; ++t) {
        const std::size_t before = t > 0 ? t - 1 : hours - 1;
        const bool is_free = t == 0 || existing_mw[t] != existing_mw[before];
        const double capacity_mw = std::max(existing_mw[t], existing_mw[before]);
        const double change_mw = must_run_mw[t] - must_run_mw[before];
        const double up_mw = std::max((is_free ? 1.0 : ramp.up_frac) * capacity_mw, change_mw);
        const double down_mw = std::max((is_free ? 1.0 : ramp.down_frac) * capacity_mw, -change_mw);
        upper[t] = (up_mw + down_mw) / chain.units.power_mw;
        rhs[t] = -(down_mw + change_mw) / chain.units.power_mw;
    }
    chain.builder.add_to_rhs(ramp.row, rhs, 1.0);
    chain.builder.add_column({.name = "ramp " + name, .rows = {{ramp.row, -1.0}}}, std::move(upper));
}

// The coefficient of κ is the same in all hours: what the first hour's limit leaves is a column of that hour alone.
void add_grown_ramp(ChainAssembly& chain, const RampRow& ramp, const std::string& name, LocalBorder capacity) {
    if (!exists(ramp.row)) return;
    chain.builder.add_to_border_matrix(ramp.row, capacity, ramp.down_frac);
    Hours upper(chain.view.hours(), ramp.up_frac + ramp.down_frac), first(chain.view.hours(), 0.0);
    upper.front() = 1.0 + ramp.down_frac;
    first.front() = 1.0 - ramp.down_frac;
    chain.builder.add_column({.name = "ramp " + name + " (growing)", .rows = {{ramp.row, -1.0}}, .scaled_by = capacity},
                             std::move(upper));
    chain.builder.add_column({.name = "year end of ramp " + name, .rows = {{ramp.row, 1.0}}, .scaled_by = capacity},
                             std::move(first));
}

}  // namespace decawatt::planning
