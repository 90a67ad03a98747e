#include "planning/program.hpp"

#include <algorithm>
#include <cmath>

#include "assets/connection.hpp"
#include "planning/assembly.hpp"
#include "planning/components/agreements.hpp"
#include "planning/components/component.hpp"
#include "planning/investments.hpp"
#include "planning/store_durations.hpp"

namespace decawatt::planning {

using model::Study;

namespace {

// A power of ten near the mean demand of a region, so that flows are of order 1.
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

bool burns_fuel(const Study& study) {
    return std::ranges::any_of(study.plants.fuel,
                               [](model::FuelIndex fuel) { return fuel != base::none<model::FuelIndex>; });
}

std::vector<double> sizes_of_prices(const model::Markets& markets) {
    std::vector<double> sizes;
    for (const auto& prices : markets.buy_price_per_mwh)
        for (const double price : prices)
            if (price != 0.0) sizes.push_back(std::abs(price));
    return sizes;
}

// So that the median positive marginal cost of a unit of power over an hour is 1; where energy comes from a market and
// no plant burns a fuel, the median of its prices without their sign.
double money_unit(const Study& study, double power_mw) {
    std::vector<double> costs;
    for (std::size_t p = 0; p < study.plants.name.size(); ++p) {
        const double cost =
            assets::marginal_cost_per_mwh(study, static_cast<model::PlantIndex>(p), study.horizon.first_year);
        if (cost > 0.0) costs.push_back(cost);
    }
    for (const model::Agreement& agreement : study.agreements)
        if (agreement.max_mw > 0.0 && agreement.price_per_mwh > 0.0) costs.push_back(agreement.price_per_mwh);
    if (!study.markets.region.empty() && !burns_fuel(study))
        if (std::vector<double> prices = sizes_of_prices(study.markets); !prices.empty()) costs = std::move(prices);
    if (costs.empty())
        return study.planning.unserved_cost_per_mwh > 0.0 ? study.planning.unserved_cost_per_mwh * power_mw : 1.0;
    const auto middle = costs.begin() + static_cast<std::ptrdiff_t>(costs.size() / 2);
    std::nth_element(costs.begin(), middle, costs.end());
    return *middle * power_mw;
}

Units units_of(const Study& study, const profiles::Profiles& profiles) {
    const double power_mw = power_unit_mw(profiles);
    return {power_mw, money_unit(study, power_mw)};
}

Layout make_layout(const Study& study, const profiles::Profiles& profiles, const FixedPlan* fixed) {
    Layout layout;
    layout.groups = assets::make_groups(study, profiles);
    layout.investments = fixed ? fixed_investments(study, profiles, layout.groups, fixed->builds)
                               : make_investments(study, layout.groups);
    make_output_budgets(study, profiles, layout);
    return layout;
}

class Assembling {
  public:
    Assembling(const Study& study, const profiles::Profiles& profiles, const FixedPlan* fixed, const Units& units,
               Layout layout, bool whole_years = true)
        : study_(study),
          profiles_(profiles),
          fixed_(fixed),
          units_(units),
          layout_(std::make_shared<Layout>(std::move(layout))),
          whole_years_(whole_years) {}

    Program run() {
        if (fixed_)
            add_fixed_shared();
        else
            add_shared();
        for (std::size_t i = 0; i < profiles_.years.size(); ++i) add_chain(i);
        program_.linking = linking_.finish(static_cast<std::size_t>(program_.border.size()));
        bound_shortfalls(*layout_, program_);
        return {std::move(program_), units_.money, units_.power_mw, std::move(layout_)};
    }

  private:
    // Border variables and linking rows, which chains share.
    void add_shared() {
        add_border(study_, layout_->investments, units_, program_.border, linking_);
        add_duration_rows(study_, layout_->investments, linking_);
        layout_->investment_rows = static_cast<int>(linking_.size());
        layout_->targets = make_targets(study_, profiles_, units_, true, linking_);
        make_curtailment_targets(study_, profiles_, units_, *layout_, linking_);
        add_firm_capacity(study_, profiles_, units_, *layout_, linking_);
        add_agreements(study_, profiles_, units_, *layout_, program_.border, linking_);
        add_output_budgets(study_, profiles_, units_, *layout_, program_.border, linking_);
        add_charges();
        add_fade(study_, units_, *layout_, program_.border, linking_);
        add_demand_charges(study_, profiles_, units_, *layout_, program_.border, linking_);
    }

    void add_fixed_shared() {
        add_fixed_border(study_, layout_->investments, units_, program_.border);
        add_fixed_fade(study_, units_, *fixed_, *layout_, program_.border);
        layout_->targets = make_targets(study_, profiles_, units_, false, linking_);
        make_curtailment_targets(study_, profiles_, units_, *layout_, linking_);
        add_agreements(study_, profiles_, units_, *layout_, program_.border, linking_);
        add_charges();
        price_targets(study_, profiles_, units_, *fixed_, layout_->targets);
        add_shortfalls(study_, profiles_, units_, *fixed_, *layout_, program_.border, linking_);
        layout_->demand_charges.is_operation = true;
        layout_->demand_charges.windowed = !whole_years_;
        add_demand_charges(study_, profiles_, units_, *layout_, program_.border, linking_);
    }

    // For connections that exist: constants.
    void add_charges() {
        for (int year = study_.horizon.first_year; year <= study_.horizon.last_year; ++year)
            for (std::size_t d = 0; d < study_.data_centers.name.size(); ++d)
                program_.objective_offset +=
                    discount_factor(study_, year) * assets::connection_charge(study_, d, year) / units_.money;
    }

    void add_chain(std::size_t i) {
        const profiles::YearProfiles& year = profiles_.years[i];
        const YearView view(study_, profiles_, year);
        const double discount = discount_factor(study_, year.year);
        const double cost_factor = units_.power_mw * year.axis.mean_step_h() * year.weight * discount / units_.money;
        Hours step_weight;
        for (std::size_t t = 0; !year.axis.is_regular() && t < view.hours(); ++t)
            step_weight.push_back(year.axis.step_weight(t));
        std::optional<double> must_serve_penalty;
        if (fixed_) must_serve_penalty = cost_factor * must_serve_penalty_per_mwh(study_);
        ChainAssembly chain{.view = view,
                            .layout = *layout_,
                            .units = units_,
                            .targets = layout_->targets[i],
                            .index = i,
                            .cost_factor = cost_factor,
                            .must_serve_penalty = must_serve_penalty,
                            .linking = linking_,
                            .builder = ChainBuilder(view.hours(), step_weight)};
        chain.columns.weight = year.weight;
        chain.columns.discount = discount;
        chain.columns.step_weight = std::move(step_weight);
        for (const Component& component : components())
            if (component.add_rows) component.add_rows(chain);
        for (const Component& component : components())
            if (component.add_columns) component.add_columns(chain);
        finish(chain, std::to_string(year.year) + "w" + std::to_string(year.weather_year));
    }

    void finish(ChainAssembly& chain, std::string name) {
        chain.columns.place_of_row = chain.builder.drop_empty_rows();
        program_.chains.push_back(
            chain.builder.finish(std::move(name), static_cast<std::size_t>(program_.border.size()), linking_.size()));
        program_.objective_offset += chain.offset;
        layout_->target_cost.push_back(chain.builder.target_costs());
        layout_->penalty.push_back(chain.builder.penalties());
        layout_->chains.push_back(std::move(chain.columns));
    }

    const Study& study_;
    const profiles::Profiles& profiles_;
    const FixedPlan* fixed_;
    const Units units_;
    std::shared_ptr<Layout> layout_;
    const bool whole_years_;
    LinkingBuilder linking_;
    lp::StaircaseProgram program_;
};

}  // namespace

Program build_program(const Study& study, const profiles::Profiles& profiles) {
    return Assembling(study, profiles, nullptr, units_of(study, profiles), make_layout(study, profiles, nullptr)).run();
}

Program build_scenario(const Study& study, const profiles::Profiles& profiles, const std::string& name,
                       const Study& base_study, const Program& base) {
    Layout layout;
    layout.groups = assets::make_groups(study, profiles);
    layout.investments =
        same_investments(study, layout.groups, name, base_study, base.layout->groups, base.layout->investments);
    make_output_budgets(study, profiles, layout);
    return Assembling(study, profiles, nullptr, {base.power_unit_mw, base.money_unit}, std::move(layout)).run();
}

Program build_operation(const Study& study, const profiles::Profiles& profiles, const FixedPlan& fixed,
                        bool whole_years) {
    return Assembling(study, profiles, &fixed, units_of(study, profiles), make_layout(study, profiles, &fixed),
                      whole_years)
        .run();
}

}  // namespace decawatt::planning
