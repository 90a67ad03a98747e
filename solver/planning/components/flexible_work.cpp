#include "planning/components/flexible_work.hpp"

#include <algorithm>
#include <cmath>

#include "assets/backlog.hpp"
#include "planning/assembly.hpp"
#include "planning/components/power_caps.hpp"
#include "planning/components/target_rows.hpp"
#include "planning/components/work_links.hpp"
#include "planning/reading.hpp"
#include "planning/state_end.hpp"

namespace decawatt::planning {

using base::at;

namespace {

std::string waiting_name(const model::WorkClass& work) {
    return "waiting " + work.name;
}

void scale(Hours& hours, double factor) {
    for (double& value : hours) value *= factor;
}

void add_class_row(ChainAssembly& chain, const model::WorkClass& work, WorkClassColumns& columns) {
    WorkBounds bounds = work_bounds(chain.study(), chain.view.year, work);
    columns.data_center = at(work.data_center);
    columns.arrived_mw = bounds.arrived_mw;
    if (!bounds.may_wait()) return;
    const double per_mw = 1.0 / chain.units.power_mw;
    columns.waiting_row = chain.builder.add_row(waiting_name(work));
    chain.columns.flexible.states.push_back({waiting_name(work), columns.waiting_row, true});
    Hours arrived = bounds.arrived_mw;
    for (std::size_t t = 0; t < arrived.size(); ++t) arrived[t] *= chain.axis().step_weight(t);
    chain.builder.add_to_rhs(columns.waiting_row, arrived, per_mw * chain.axis().mean_step_h());
    const Row balance = load_row(chain, columns.data_center);
    chain.builder.add_to_rhs(balance, bounds.arrived_mw, -per_mw);
    add_into(bounds.arrived_mw, -1.0, bounds.done_mw);
    add_to_sheddable(chain, columns.data_center, bounds.done_mw);
}

void add_class_columns(ChainAssembly& chain, const model::WorkClass& work, WorkClassColumns& columns) {
    if (!exists(columns.waiting_row)) return;
    WorkBounds bounds = work_bounds(chain.study(), chain.view.year, work);
    const double per_mw = 1.0 / chain.units.power_mw;
    const auto contract = chain.study().data_centers.contract[columns.data_center];
    if (contract != base::none<model::ContractIndex>)
        chain.builder.add_to_rhs(chain.columns.contracts.balance[at(contract)], bounds.arrived_mw, -per_mw);
    scale(bounds.done_mw, per_mw);
    scale(bounds.waiting_mwh, per_mw);
    ColumnSpec done{.name = "done " + work.name, .energy_rows = {{columns.waiting_row, chain.axis().mean_step_h()}}};
    add_load(chain, columns.data_center, 1.0, done);
    columns.done = chain.builder.add_column(std::move(done), std::move(bounds.done_mw));
    columns.waiting = chain.builder.add_column(
        {.name = waiting_name(work), .rows = {{columns.waiting_row, 1.0}}, .state_rows = {{columns.waiting_row, -1.0}}},
        std::move(bounds.waiting_mwh));
}

// Work where it is done, with the machines, the cooling and the water that it takes at the year's mean ratios.
void add_to_load(const profiles::YearProfiles& year, std::size_t data_center, const Hours& more_mw, YearDispatch& d) {
    const double facility = base::weighted_sum(year.axis, year.data_center_mw.of(data_center));
    const auto per_mw = [&](const base::Series& series) {
        return facility > 0.0 && !series.empty() ? base::weighted_sum(year.axis, series.of(data_center)) / facility
                                                 : 0.0;
    };
    const double it = per_mw(year.data_center_it_mw), water = per_mw(year.data_center_water_m3_per_h);
    for (std::size_t t = 0; t < more_mw.size(); ++t) {
        d.data_center_load_mw(t, data_center) += more_mw[t];
        d.data_center_it_mw(t, data_center) += it * more_mw[t];
        if (water > 0.0) d.data_center_water_m3_per_h(t, data_center) += water * more_mw[t];
    }
}

void read_classes(const ChainReading& reading, std::vector<Hours>& more_mw, YearDispatch& d) {
    const auto& classes = reading.columns.flexible.classes;
    d.work_arrived_mw = d.work_done_mw = d.work_waiting_mwh = base::Series(reading.hours(), classes.size());
    for (std::size_t c = 0; c < classes.size(); ++c)
        for (std::size_t t = 0; t < reading.hours(); ++t) {
            const double arrived = classes[c].arrived_mw[t];
            const double done = exists(classes[c].waiting_row) ? reading.mw(classes[c].done, t) : arrived;
            d.work_arrived_mw(t, c) = arrived;
            d.work_done_mw(t, c) = done;
            d.work_waiting_mwh(t, c) = reading.mw(classes[c].waiting, t);
            more_mw[classes[c].data_center][t] += done - arrived;
        }
}

void read_links_and_caps(const ChainReading& reading, std::vector<Hours>& more_mw, YearDispatch& d) {
    const auto& links = reading.columns.flexible.links;
    if (!links.empty()) d.work_moved_mw = base::Series(reading.hours(), links.size());
    for (std::size_t l = 0; l < links.size(); ++l)
        for (std::size_t t = 0; t < reading.hours(); ++t) {
            const double moved = reading.mw(links[l].moved, t);
            d.work_moved_mw(t, l) = moved;
            more_mw[links[l].from][t] -= moved;
            more_mw[links[l].to][t] += links[l].hosted_per_moved * moved;
        }
    for (const WorkLinkColumns& link : links) d.hosted_per_moved.push_back(link.hosted_per_moved);
    const auto& caps = reading.columns.flexible.caps;
    if (!caps.empty()) d.data_center_cut_mw = base::Series(reading.hours(), caps.size());
    for (std::size_t c = 0; c < caps.size(); ++c)
        for (std::size_t t = 0; t < reading.hours(); ++t) {
            d.data_center_cut_mw(t, c) = reading.mw(caps[c].cut, t);
            more_mw[c][t] -= d.data_center_cut_mw(t, c);
        }
}

}  // namespace

double year_pue(const profiles::YearProfiles& year, std::size_t data_center) {
    const double it = base::weighted_sum(year.axis, year.data_center_it_mw.of(data_center));
    return it > 0.0 ? base::weighted_sum(year.axis, year.data_center_mw.of(data_center)) / it : 1.0;
}

bool has_flexible_work(const model::Study& study, std::size_t data_center) {
    const auto works = model::planned_work_classes(study);
    const auto links = model::used_work_links(study);
    return study.flexible.cap_of(static_cast<model::DataCenterIndex>(data_center)).frac > 0.0 ||
           std::ranges::any_of(works, [&](const auto& work) { return at(work.data_center) == data_center; }) ||
           std::ranges::any_of(
               links, [&](const auto& link) { return at(link.from) == data_center || at(link.to) == data_center; });
}

double most_draw_mw(const model::Study& study, const profiles::YearProfiles& year, std::size_t data_center) {
    const auto draw = year.data_center_mw.of(data_center);
    double most = draw.empty() ? 0.0 : *std::ranges::max_element(draw);
    for (const model::WorkClass& work : model::planned_work_classes(study))
        if (at(work.data_center) == data_center) {
            most *= 1.0 + study.flexible.catch_up_of(work.data_center);
            break;
        }
    for (const model::WorkLink& link : model::used_work_links(study))
        if (at(link.to) == data_center) return most + study.reliability.hosting_mw[data_center];
    return most;
}

WorkBounds work_bounds(const model::Study& study, const profiles::YearProfiles& year, const model::WorkClass& work) {
    const auto draw = year.data_center_mw.of(at(work.data_center));
    const double catch_up_frac = study.flexible.catch_up_of(work.data_center) * model::share_of_deferrable(study, work);
    WorkBounds bounds;
    Hours arrived_mwh, catch_up_mwh;
    for (std::size_t t = 0; t < draw.size(); ++t) {
        const double mw = draw[t], step_h = year.axis.step_h(t);
        bounds.arrived_mw.push_back(work.deferrable_frac * mw);
        bounds.done_mw.push_back((work.deferrable_frac + catch_up_frac) * mw);
        arrived_mwh.push_back(step_h * bounds.arrived_mw.back());
        catch_up_mwh.push_back(step_h * catch_up_frac * mw);
    }
    bounds.waiting_mwh =
        assets::backlog_limit_mwh(arrived_mwh, assets::steps_within_deadline(year.axis, work.deadline_h), catch_up_mwh);
    return bounds;
}

Row load_row(const ChainAssembly& chain, std::size_t data_center) {
    const Row own = chain.columns.data_centers.balance[data_center];
    return exists(own) ? own : chain.columns.regions.balance[at(chain.study().data_centers.region[data_center])];
}

void add_to_sheddable(ChainAssembly& chain, std::size_t data_center, const Hours& more_mw) {
    const bool is_node = exists(chain.columns.data_centers.balance[data_center]);
    const auto found = chain.may_shed.find(load_row(chain, data_center));
    if (found != chain.may_shed.end() && (is_node || chain.study().data_centers.may_shed[data_center]))
        add_into(more_mw, 1.0 / chain.units.power_mw, found->second);
}

void add_load(const ChainAssembly& chain, std::size_t data_center, double per_unit, ColumnSpec& spec) {
    spec.rows.emplace_back(load_row(chain, data_center), -per_unit);
    const auto& centers = chain.study().data_centers;
    if (const auto contract = centers.contract[data_center]; contract != base::none<model::ContractIndex>)
        spec.rows.emplace_back(chain.columns.contracts.balance[at(contract)], -per_unit);
}

void add_load_to_targets(const ChainAssembly& chain, std::size_t data_center, double per_unit, ColumnSpec& spec) {
    const auto contract = chain.study().data_centers.contract[data_center];
    if (contract == base::none<model::ContractIndex>) return;
    const ContractTargets& target = chain.targets.contract[at(contract)];
    const auto& contracts = chain.study().contracts;
    const int year = chain.view.year.year;
    const auto add = [&](LinkingRow row, double share, double coefficient, double cost) {
        if (std::isnan(share) || !exists(row)) return;
        spec.linking.emplace_back(row, -share * per_unit * coefficient);
        spec.target_cost -= share * per_unit * cost;
    };
    const double dirty = 1.0 - model::stepwise(contracts.grid_clean_frac[at(contract)], year, 0.0);
    add(target.hourly_row, 1.0 - model::target_in(contracts.hourly_target_frac[at(contract)], year), target.clean,
        dirty > 0.0 ? target.deficit_cost / dirty : 0.0);
    add(target.annual_row, model::target_in(contracts.annual_target_frac[at(contract)], year), target.clean,
        -target.clean_credit);
    add(target.excess_row, model::target_in(contracts.excess_cap_frac[at(contract)], year), target.excess,
        target.excess_cost);
}

void add_flexible_rows(ChainAssembly& chain) {
    const std::vector<model::WorkClass> works = model::planned_work_classes(chain.study());
    auto& classes = chain.columns.flexible.classes;
    classes.resize(works.size());
    for (std::size_t c = 0; c < works.size(); ++c) add_class_row(chain, works[c], classes[c]);
    add_work_link_rows(chain);
    add_power_cap_rows(chain);
}

void add_flexible_columns(ChainAssembly& chain) {
    const std::vector<model::WorkClass> works = model::planned_work_classes(chain.study());
    for (std::size_t c = 0; c < works.size(); ++c)
        add_class_columns(chain, works[c], chain.columns.flexible.classes[c]);
    add_work_link_columns(chain);
    add_power_cap_columns(chain);
}

void read_flexible_work(const ChainReading& reading, YearDispatch& d) {
    const FlexibleColumns& columns = reading.columns.flexible;
    if (!columns.any()) return;
    std::vector<Hours> more_mw(reading.view.study.data_centers.name.size(), Hours(reading.hours(), 0.0));
    if (!columns.classes.empty()) read_classes(reading, more_mw, d);
    read_links_and_caps(reading, more_mw, d);
    for (std::size_t c = 0; c < more_mw.size(); ++c) add_to_load(reading.view.year, c, more_mw[c], d);
}

void value_work(const StateEnd& end, lp::Vector& duals) {
    for (const WorkState& state : end.columns.flexible.states) {
        const int row = end.columns.place(state.row);
        if (row < 0 || (end.of_year && !state.is_owed)) continue;  // hours of the year that are left expire with it
        const auto found = std::ranges::find(end.values.name, state.name);
        const double unknown = state.is_owed ? -end.unserved_cost_per_mwh : 0.0;
        const double per_mwh =
            found == end.values.name.end()
                ? unknown
                : end.values.per_mwh(end.month, static_cast<std::size_t>(found - end.values.name.begin()));
        duals[row] = -per_mwh / end.currency_per_mwh;
    }
}

void hold_work(const StateEnd& end, lp::Vector& most) {
    for (const WorkClassColumns& work : end.columns.flexible.classes)
        if (exists(work.waiting)) most[index_of(work.waiting)] = std::max(0.0, end.start[index_of(work.waiting)]);
}

}  // namespace decawatt::planning
