#include "planning/components/power_caps.hpp"

#include <algorithm>
#include <cmath>

#include "planning/assembly.hpp"
#include "planning/components/flexible_work.hpp"

namespace decawatt::planning {

namespace {

struct CapMw {
    Hours cut;           // the most of each hour
    double whole = 0.0;  // of the hour with the highest load
};

CapMw cap_mw(const ChainAssembly& chain, std::size_t data_center) {
    const double frac = chain.study().flexible.cap[data_center].frac;
    const auto draw = chain.view.year.data_center_mw.of(data_center);
    CapMw cap{.cut = {draw.begin(), draw.end()}};
    for (double& mw : cap.cut) mw *= frac / chain.units.power_mw;
    cap.whole = assets::highest(cap.cut);
    return cap;
}

void add_cap_columns(ChainAssembly& chain, std::size_t d, PowerCapColumns& columns) {
    const model::PowerCap& terms = chain.study().flexible.cap[d];
    const std::string& name = chain.study().data_centers.name[d];
    const double step_h = chain.axis().mean_step_h();
    CapMw cap = cap_mw(chain, d);
    ColumnSpec cut{.name = "cut " + name,
                   .cost = terms.cost_per_mwh * chain.cost_factor,
                   .energy_rows = {{columns.event_row, -step_h}, {columns.year_row, -step_h}}};
    add_load(chain, d, -1.0, cut);
    add_load_to_targets(chain, d, -1.0, cut);
    columns.cut = chain.builder.add_column(std::move(cut), std::move(cap.cut));
    const auto all = [&](double value) { return Hours(chain.view.hours(), value); };
    chain.builder.add_column({.name = "recovered " + name, .energy_rows = {{columns.event_row, step_h}}},
                             all(terms.event_h / terms.recovery_h * cap.whole));
    chain.builder.add_column(
        {.name = "event " + name, .rows = {{columns.event_row, 1.0}}, .state_rows = {{columns.event_row, -1.0}}},
        all(terms.event_h * cap.whole));
    if (!exists(columns.year_row)) return;
    chain.builder.add_column({.name = "cap of the year " + name,
                              .rows = {{columns.year_row, 1.0}},
                              .state_rows = {{columns.year_row, -1.0}},
                              .start = 0.0},
                             all(terms.h_per_year * cap.whole));
}

}  // namespace

void add_power_cap_rows(ChainAssembly& chain) {
    const auto& terms = chain.study().flexible.cap;
    if (std::ranges::none_of(terms, [](const model::PowerCap& cap) { return cap.frac > 0.0; })) return;
    auto& caps = chain.columns.flexible.caps;
    caps.resize(terms.size());
    for (std::size_t d = 0; d < terms.size(); ++d) {
        if (terms[d].frac <= 0.0 || terms[d].event_h <= 0.0 || terms[d].h_per_year <= 0.0 ||
            cap_mw(chain, d).whole <= 0.0)
            continue;
        const std::string& name = chain.study().data_centers.name[d];
        caps[d].event_row = chain.builder.add_row("event " + name);
        if (!std::isfinite(terms[d].h_per_year)) continue;
        caps[d].year_row = chain.builder.add_row("cap of the year " + name);
        chain.columns.flexible.states.push_back({"cap of the year " + name, caps[d].year_row, false});
    }
}

void add_power_cap_columns(ChainAssembly& chain) {
    auto& caps = chain.columns.flexible.caps;
    for (std::size_t d = 0; d < caps.size(); ++d)
        if (exists(caps[d].event_row)) add_cap_columns(chain, d, caps[d]);
}

}  // namespace decawatt::planning
