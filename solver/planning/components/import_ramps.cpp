#include "planning/components/import_ramps.hpp"

#include <algorithm>

#include "planning/assembly.hpp"

namespace decawatt::planning {

namespace {

// By hour, of the non-firm part: what it loses from the hour before.
Hours lost_frac(const Hours& available_frac, std::size_t hours) {
    Hours lost(hours, 0.0);
    for (std::size_t t = 1; t < available_frac.size(); ++t)
        lost[t] = std::max(0.0, available_frac[t - 1] - available_frac[t]);
    return lost;
}

}  // namespace

Row add_import_ramp(ChainAssembly& chain, const std::string& name, const ImportRamp& ramp) {
    if (assets::lowest(ramp.limit) >= ramp.most_change) return base::none<Row>;
    const Row row = chain.builder.add_row("import ramp " + name);
    const Hours lost = lost_frac(ramp.nonfirm_available_frac, chain.view.hours());
    Hours upper(lost.size()), rhs(lost.size());
    for (std::size_t t = 0; t < upper.size(); ++t) {
        const double fall = t == 0 ? ramp.most_change : ramp.limit[t] + ramp.nonfirm * lost[t];
        upper[t] = fall + (t == 0 ? ramp.most_change : ramp.limit[t]);
        rhs[t] = -fall;
    }
    chain.builder.add_to_rhs(row, rhs, 1.0);
    chain.builder.add_column({.name = "import ramp " + name, .rows = {{row, -1.0}}}, std::move(upper));
    if (exists(ramp.nonfirm_scale))
        chain.builder.add_column(
            {.name = "further fall of import " + name, .rows = {{row, 1.0}}, .scaled_by = ramp.nonfirm_scale}, lost);
    return row;
}

}  // namespace decawatt::planning
