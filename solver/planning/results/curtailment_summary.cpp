#include "planning/results/curtailment_summary.hpp"

#include <algorithm>

#include "assets/connection.hpp"

namespace decawatt::planning {

namespace {

constexpr double kLeastFrac = 1e-4;  // of the non-firm part: a solution is curtailed by more, or by its rounding

assets::ConnectionMw connection_in(const model::Study& study, const Layout& layout, const std::vector<double>& built,
                                   std::size_t d, int year) {
    assets::ConnectionMw mw = assets::planned_connection(study, d, year);
    for (std::size_t b = 0; b < built.size(); ++b) {
        const Investment& investment = layout.investments[b];
        if (investment.asset != d || !investment.alive(year)) continue;
        if (investment.kind == CapacityKind::connection) mw.firm += built[b];
        if (investment.kind == CapacityKind::nonfirm_connection) mw.nonfirm += built[b];
    }
    return mw;
}

void add_weather(const YearDispatch& dispatch, const assets::ConnectionMw& mw, std::size_t d, YearSummary& s) {
    bool before = false;
    for (std::size_t t = 0; t < dispatch.data_center_import_mw.times(); ++t) {
        const double factor = dispatch.weight * dispatch.axis.step_h(t);
        s.data_center_nonfirm_mwh[d] += factor * std::max(0.0, dispatch.data_center_import_mw(t, d) - mw.firm);
        const double lost_frac = 1.0 - dispatch.data_center_nonfirm_available_mw(t, d) / mw.nonfirm;
        const bool curtailed = lost_frac > kLeastFrac;
        s.data_center_curtailed_h[d] += factor * std::max(0.0, lost_frac);
        if (curtailed && !before) s.data_center_curtailment_events[d] += dispatch.weight;
        before = curtailed;
    }
}

}  // namespace

void summarise_curtailment(const model::Study& study, const Layout& layout, const std::vector<double>& built,
                           const std::vector<const YearDispatch*>& weathers, YearSummary& s) {
    if (!assets::states_curtailment(study)) return;
    const std::size_t count = study.data_centers.name.size();
    for (auto* values : {&s.data_center_nonfirm_mwh, &s.data_center_curtailed_h, &s.data_center_curtailment_events})
        values->assign(count, 0.0);
    for (const YearDispatch* dispatch : weathers)
        for (std::size_t d = 0; d < count; ++d) {
            const assets::ConnectionMw mw = connection_in(study, layout, built, d, dispatch->year);
            if (mw.nonfirm > 0.0) add_weather(*dispatch, mw, d, s);
        }
}

}  // namespace decawatt::planning
