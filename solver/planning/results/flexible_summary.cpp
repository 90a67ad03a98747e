#include "planning/results/flexible_summary.hpp"

#include <algorithm>

namespace decawatt::planning {

namespace {

void add_classes(const YearDispatch& d, std::vector<double>& waiting_mwh_h, YearSummary& s) {
    for (std::size_t c = 0; c < d.work_arrived_mw.entities(); ++c)
        for (std::size_t t = 0; t < d.work_arrived_mw.times(); ++t) {
            const double factor = d.weight * d.axis.step_h(t);
            const double arrived = d.work_arrived_mw(t, c), done = d.work_done_mw(t, c);
            s.work_arrived_mwh[c] += factor * arrived;
            s.work_deferred_mwh[c] += factor * std::max(0.0, arrived - done);
            waiting_mwh_h[c] += factor * d.work_waiting_mwh(t, c);
        }
}

double energy_mwh(const YearDispatch& d, const base::Series& series, std::size_t entity) {
    return d.weight * d.axis.mean_step_h() * base::weighted_sum(d.axis, series.of(entity));
}

}  // namespace

void summarise_flexible_work(const model::Study& study, const std::vector<const YearDispatch*>& weathers,
                             YearSummary& s) {
    std::vector<double> waiting_mwh_h;
    for (const YearDispatch* d : weathers) {
        for (auto* values : {&s.work_arrived_mwh, &s.work_deferred_mwh, &waiting_mwh_h})
            values->resize(d->work_arrived_mw.entities(), 0.0);
        for (auto* values : {&s.work_moved_mwh, &s.work_hosted_mwh}) values->resize(d->work_moved_mw.entities(), 0.0);
        for (auto* values : {&s.data_center_cut_mwh, &s.data_center_cut_cost})
            values->resize(d->data_center_cut_mw.entities(), 0.0);
        add_classes(*d, waiting_mwh_h, s);
        for (std::size_t l = 0; l < s.work_moved_mwh.size(); ++l) {
            const double moved_mwh = energy_mwh(*d, d->work_moved_mw, l);
            s.work_moved_mwh[l] += moved_mwh;
            s.work_hosted_mwh[l] += d->hosted_per_moved[l] * moved_mwh;
        }
        for (std::size_t c = 0; c < s.data_center_cut_mwh.size(); ++c) {
            const double cut_mwh = energy_mwh(*d, d->data_center_cut_mw, c);
            const double cost = study.flexible.cap[c].cost_per_mwh * cut_mwh;
            s.data_center_cut_mwh[c] += cut_mwh;
            s.data_center_cut_cost[c] += cost;
            s.operation_cost += cost;
        }
    }
    for (std::size_t c = 0; c < s.work_arrived_mwh.size(); ++c)  // Little's law
        s.work_mean_wait_h.push_back(s.work_arrived_mwh[c] > 0.0 ? waiting_mwh_h[c] / s.work_arrived_mwh[c] : 0.0);
}

}  // namespace decawatt::planning
