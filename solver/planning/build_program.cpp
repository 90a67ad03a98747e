// Study + profiles -> staircase program.
#include <algorithm>
#include <cmath>

#include "planning/build_border.hpp"
#include "planning/build_fade.hpp"
#include "planning/fixed_plan.hpp"
#include "planning/fleets.hpp"
#include "planning/planning.hpp"
#include "planning/shortfall.hpp"
#include "planning/stage.hpp"

namespace decawatt::planning {

using base::at;
using model::Study;

namespace {

// A power of ten near the mean demand of a region, so that flows are of the order of 1.
double power_unit_mw(const profiles::Profiles& profiles) {
    double sum = 0.0;
    std::size_t count = 0;
    for (const auto& year : profiles.years)
        for (const base::Series* series : {&year.region_demand_mw, &year.data_center_mw})
            for (const double mw : series->all())
                if (mw > 0.0) {
                    sum += mw;
                    ++count;
                }
    if (count == 0) return 1.0;
    return std::pow(10.0, std::floor(std::log10(sum / static_cast<double>(count))));
}

// So that the median positive marginal cost of a unit of power over an hour is 1.
double money_unit(const Study& study, double power_mw) {
    std::vector<double> costs;
    for (std::size_t p = 0; p < study.plants.name.size(); ++p) {
        const double cost = marginal_cost_per_mwh(study, static_cast<model::PlantIndex>(p), study.horizon.first_year);
        if (cost > 0.0) costs.push_back(cost);
    }
    if (costs.empty())
        return study.planning.unserved_cost_per_mwh > 0.0 ? study.planning.unserved_cost_per_mwh * power_mw : 1.0;
    const auto middle = costs.begin() + static_cast<std::ptrdiff_t>(costs.size() / 2);
    std::nth_element(costs.begin(), middle, costs.end());
    return *middle * power_mw;
}

Layout make_layout(const Study& study, const profiles::Profiles& profiles, const FixedPlan* fixed) {
    Layout layout;
    layout.fleets = make_fleets(study, profiles);
    layout.stores = make_store_fleets(study);
    layout.corridors = make_corridors(study);
    layout.builds = fixed ? fixed_builds(study, profiles, layout, fixed->builds) : make_builds(study, layout);
    return layout;
}

}  // namespace

void ChainLayout::renumber_rows(const std::vector<int>& new_row) {
    const auto renumber = [&](int& row) {
        if (row != kAbsent) row = new_row[static_cast<std::size_t>(row)];
    };
    for (auto* rows : {&region_row, &contract_row, &interface_row}) std::for_each(rows->begin(), rows->end(), renumber);
    for (StoreColumns& s : store) renumber(s.row);
    for (DataCenterColumns& d : data_center) renumber(d.row);
}

namespace {

void add_chain(const YearView& view, const Units& units, const ChainTargets& targets, bool fixed,
               LinkingBuilder& linking, Layout& layout, lp::StaircaseProgram& program) {
    const profiles::YearProfiles& year = view.year;
    const double discount = discount_factor(view.study, year.year);
    const double cost_factor = units.power_mw * year.axis.step_h() * year.weight * discount / units.money;
    std::optional<double> must_serve_penalty;
    if (fixed) must_serve_penalty = cost_factor * must_serve_penalty_per_mwh(view.study);
    Stage stage{view, layout, units, targets, cost_factor, must_serve_penalty, linking, ChainBuilder(view.hours()),
                {},   {},     {},    {},      0.0};
    stage.columns.weight = year.weight;
    stage.columns.discount = discount;
    add_balance_rows(stage);
    add_plants(stage);
    add_connections(stage);
    add_corridors(stage);
    add_stores(stage);
    add_shedding(stage);
    add_contract_columns(stage);
    stage.columns.renumber_rows(stage.builder.drop_empty_rows());
    program.chains.push_back(stage.builder.finish(std::to_string(year.year) + "w" + std::to_string(year.weather_year),
                                                  static_cast<std::size_t>(program.border.size()), linking.size()));
    program.objective_offset += stage.offset;
    layout.target_cost.push_back(stage.builder.target_costs());
    layout.penalty.push_back(stage.builder.penalties());
    layout.chains.push_back(std::move(stage.columns));
}

Program build(const Study& study, const profiles::Profiles& profiles, const FixedPlan* fixed) {
    Program program;
    program.power_unit_mw = power_unit_mw(profiles);
    program.money_unit = money_unit(study, program.power_unit_mw);
    const Units units{program.power_unit_mw, program.money_unit};
    auto layout = std::make_shared<Layout>(make_layout(study, profiles, fixed));

    LinkingBuilder linking;
    if (fixed) {
        add_fixed_border(study, layout->builds, units, program.staircase.border);
        add_fixed_fade(study, units, *fixed, *layout, program.staircase.border);
        layout->targets = make_targets(study, profiles, units, false, linking);
        price_targets(study, profiles, units, *fixed, layout->targets);
        add_shortfalls(study, profiles, units, *fixed, *layout, program.staircase.border, linking);
    } else {
        add_border(study, layout->builds, units, program.staircase.border, linking);
        layout->targets = make_targets(study, profiles, units, true, linking);
        add_fade(study, units, *layout, program.staircase.border, linking);
    }
    for (std::size_t i = 0; i < profiles.years.size(); ++i)
        add_chain(YearView(study, profiles, profiles.years[i]), units, layout->targets[i], fixed != nullptr, linking,
                  *layout, program.staircase);
    program.staircase.linking = linking.finish(static_cast<std::size_t>(program.staircase.border.size()));
    bound_shortfalls(*layout, program.staircase);
    program.layout = std::move(layout);
    return program;
}

}  // namespace

Program build_program(const Study& study, const profiles::Profiles& profiles) {
    return build(study, profiles, nullptr);
}

Program build_operation(const Study& study, const profiles::Profiles& profiles, const FixedPlan& fixed) {
    return build(study, profiles, &fixed);
}

}  // namespace decawatt::planning
