#include "planning/components/plant_ramps.hpp"

#include <algorithm>

#include "planning/assembly.hpp"

namespace decawatt::planning {

GroupRamp add_ramp_row(ChainAssembly& chain, std::size_t group) {
    const PlantGroups& plants = chain.layout.groups.plants;
    const model::RampLimits limits = chain.study().plants.ramp_limits(base::at(plants.members[group].front()));
    const double step_h = chain.view.year.axis.step_h();
    GroupRamp ramp;
    ramp.up_frac = std::min(1.0, limits.up_frac_per_h * step_h);
    ramp.down_frac = std::min(1.0, limits.down_frac_per_h * step_h);
    if (ramp.up_frac < 1.0 || ramp.down_frac < 1.0) ramp.row = chain.builder.add_row("ramp " + plants.name[group]);
    return ramp;
}

void add_ramp_entries(const GroupRamp& ramp, ColumnSpec& output) {
    if (!exists(ramp.row)) return;
    output.rows.emplace_back(ramp.row, 1.0);
    output.state_rows.emplace_back(ramp.row, -1.0);
}

// Ramp limits apply to capacity that exists in both hours; capacity commissioned or closed is unlimited. Hours in which
// must-run output alone changes by more have no limit, because a limit of exactly that change would leave no interior.
void add_existing_ramp(ChainAssembly& chain, const GroupRamp& ramp, const std::string& name,
                       const ExistingOutput& existing) {
    const std::size_t hours = existing.capacity_mw.size();
    Hours upper(hours), rhs(hours);
    for (std::size_t t = 0; t < hours; ++t) {
        const std::size_t before = t > 0 ? t - 1 : hours - 1;
        const double now_mw = existing.capacity_mw[t], before_mw = existing.capacity_mw[before];
        const double kept_mw = std::min(now_mw, before_mw);
        const double change_mw = existing.must_run_mw[t] - existing.must_run_mw[before];
        double up_mw = ramp.up_frac * kept_mw + (now_mw - kept_mw);
        double down_mw = std::max(ramp.down_frac * kept_mw + (before_mw - kept_mw),
                                  existing.available_mw[before] - existing.available_mw[t]);
        if (t == 0 || change_mw > up_mw || -change_mw > down_mw) up_mw = down_mw = std::max(now_mw, before_mw);
        upper[t] = (up_mw + down_mw) / chain.units.power_mw;
        rhs[t] = -(down_mw + change_mw) / chain.units.power_mw;
    }
    chain.builder.add_to_rhs(ramp.row, rhs, 1.0);
    chain.builder.add_column({.name = "ramp " + name, .rows = {{ramp.row, -1.0}}}, std::move(upper));
}

// C is constant over hours, so the shift q κ is too. A second column adds the further shift needed in the first hour
// and in hours in which availability falls.
void add_grown_ramp(ChainAssembly& chain, const GroupRamp& ramp, const std::string& name, LocalBorder capacity,
                    const Hours& available_frac) {
    if (!exists(ramp.row)) return;
    chain.builder.add_to_border_matrix(ramp.row, capacity, ramp.down_frac);
    Hours upper(available_frac.size(), ramp.up_frac + ramp.down_frac), further(available_frac.size(), 0.0);
    upper.front() = 1.0 + ramp.down_frac;
    further.front() = 1.0 - ramp.down_frac;
    for (std::size_t t = 1; t < further.size(); ++t)
        further[t] = std::max(0.0, available_frac[t - 1] - available_frac[t] - ramp.down_frac);
    chain.builder.add_column({.name = "ramp " + name + " (growing)", .rows = {{ramp.row, -1.0}}, .scaled_by = capacity},
                             std::move(upper));
    chain.builder.add_column({.name = "further fall of " + name, .rows = {{ramp.row, 1.0}}, .scaled_by = capacity},
                             std::move(further));
}

}  // namespace decawatt::planning
