#include "planning/components/plant_ramps.hpp"

#include <algorithm>

#include "planning/assembly.hpp"

namespace decawatt::planning {

GroupRamp add_ramp_row(ChainAssembly& chain, std::size_t group) {
    const PlantGroups& plants = chain.layout.groups.plants;
    const model::RampLimits limits = chain.study().plants.ramp_limits(base::at(plants.members[group].front()));
    const base::TimeAxis& axis = chain.axis();
    GroupRamp ramp{.up_frac_per_h = limits.up_frac_per_h, .down_frac_per_h = limits.down_frac_per_h};
    for (std::size_t t = 0; t < chain.view.hours(); ++t)
        if (ramp.up_frac(axis, t) < 1.0 || ramp.down_frac(axis, t) < 1.0) {
            ramp.row = chain.builder.add_row("ramp " + plants.name[group]);
            return ramp;
        }
    return {};
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
        double up_mw = ramp.up_frac(chain.axis(), t) * kept_mw + (now_mw - kept_mw);
        double down_mw = std::max(ramp.down_frac(chain.axis(), t) * kept_mw + (before_mw - kept_mw),
                                  existing.available_mw[before] - existing.available_mw[t]);
        if (t == 0 || change_mw > up_mw || -change_mw > down_mw) up_mw = down_mw = std::max(now_mw, before_mw);
        upper[t] = (up_mw + down_mw) / chain.units.power_mw;
        rhs[t] = -(down_mw + change_mw) / chain.units.power_mw;
    }
    chain.builder.add_to_rhs(ramp.row, rhs, 1.0);
    chain.builder.add_column({.name = "ramp " + name, .rows = {{ramp.row, -1.0}}}, std::move(upper));
}

// A second column adds the shift beyond q κ that is needed in the first hour and in hours in which availability falls.
void add_grown_ramp(ChainAssembly& chain, const GroupRamp& ramp, const std::string& name, LocalBorder capacity,
                    const Hours& available_frac) {
    if (!exists(ramp.row)) return;
    const base::TimeAxis& axis = chain.axis();
    Hours upper(available_frac.size()), further(available_frac.size()), shift(available_frac.size());
    for (std::size_t t = 0; t < shift.size(); ++t) {
        shift[t] = ramp.down_frac(axis, t);
        upper[t] = (t > 0 ? ramp.up_frac(axis, t) : 1.0) + shift[t];
        further[t] = t > 0 ? std::max(0.0, available_frac[t - 1] - available_frac[t] - shift[t]) : 1.0 - shift[t];
    }
    if (axis.is_regular())
        chain.builder.add_to_border_matrix(ramp.row, capacity, shift.front());
    else
        chain.builder.add_by_hour(ramp.row, capacity, shift);
    chain.builder.add_column({.name = "ramp " + name + " (growing)", .rows = {{ramp.row, -1.0}}, .scaled_by = capacity},
                             std::move(upper));
    chain.builder.add_column({.name = "further fall of " + name, .rows = {{ramp.row, 1.0}}, .scaled_by = capacity},
                             std::move(further));
}

}  // namespace decawatt::planning
