#include "planning/components/output_budgets.hpp"

#include <algorithm>
#include <cmath>

#include "assets/service_years.hpp"
#include "planning/assembly.hpp"
#include "planning/components/target_rows.hpp"
#include "planning/investments.hpp"
#include "planning/state_end.hpp"

namespace decawatt::planning {

using base::at;

namespace {

// Of the price: energy that is paid for is worth a little less than what it saves, so that a window uses it before it
// buys more at the same price.
constexpr double kMostWorth = 0.999;

class Budgets {
  public:
    Budgets(const model::Study& study, const Layout& layout, const YearView& view)
        : study_(study), layout_(layout), view_(view) {}

    void add(std::size_t f, std::vector<OutputBudget>& budgets) const {
        const PlantGroups& plants = layout_.groups.plants;
        const auto plant = plants.members[f].front();
        if (const double most_h = study_.plants.most_full_load_h(at(plant)); std::isfinite(most_h)) {
            const Hours existing = existing_mw(view_, plants, f);
            const double mean_mw =
                existing.empty() ? 0.0
                                 : base::weighted_sum(view_.year.axis, existing) / static_cast<double>(existing.size());
            budgets.push_back(
                filled({.group = f, .name = "full-load hours of " + plants.name[f], .existing_mwh = most_h * mean_mw},
                       most_h));
        }
        const model::Agreement* agreement = model::agreement_of(study_, plant);
        if (!agreement || agreement->kind != model::AgreementKind::take_or_pay) return;
        const base::TimeAxis& axis = view_.year.axis;
        budgets.push_back(
            filled({.group = f,
                    .name = "paid minimum of " + plants.name[f],
                    .over_price_per_mwh = agreement->price_in(view_.year.year),
                    .is_paid_minimum = true},
                   agreement->take_frac * axis.mean_step_h() * base::weighted_sum(axis, available_frac(view_, plant))));
    }

  private:
    OutputBudget filled(OutputBudget budget, double mwh_per_mw) const {
        budget.most_mwh = budget.existing_mwh;
        for (std::size_t b = 0; b < layout_.investments.size(); ++b) {
            const Investment& investment = layout_.investments[b];
            if (investment.kind != CapacityKind::plant || investment.group != budget.group ||
                !investment.in_service(view_.year.year))
                continue;
            const double aged = assets::aged_addition_frac(study_, investment.asset, investment.year, view_.year.year);
            budget.mwh_per_mw.emplace_back(static_cast<BorderVariable>(b), aged * mwh_per_mw);
            budget.most_mwh += aged * mwh_per_mw * investment.limit;
        }
        return budget;
    }

    const model::Study& study_;
    const Layout& layout_;
    const YearView& view_;
};

// MWh of a budget whose investments are decided: their limits.
double decided_mwh(const ChainAssembly& chain, const OutputBudget& budget) {
    double mwh = budget.existing_mwh;
    for (const auto& [variable, per_mw] : budget.mwh_per_mw)
        mwh += per_mw * chain.layout.investments[at(variable)].limit;
    return mwh;
}

}  // namespace

void make_output_budgets(const model::Study& study, const profiles::Profiles& profiles, Layout& layout) {
    const bool has_hours =
        std::ranges::any_of(study.plants.full_load_h_per_year, [](double h) { return std::isfinite(h); });
    const bool has_takes = std::ranges::any_of(study.agreements, [](const model::Agreement& agreement) {
        return agreement.kind == model::AgreementKind::take_or_pay;
    });
    if (!has_hours && !has_takes) return;
    for (const profiles::YearProfiles& year : profiles.years) {
        const YearView view(study, profiles, year);
        std::vector<OutputBudget>& budgets = layout.budgets.emplace_back();
        for (std::size_t f = 0; f < layout.groups.plants.members.size(); ++f)
            Budgets(study, layout, view).add(f, budgets);
        std::erase_if(budgets, [](const OutputBudget& budget) { return budget.most_mwh <= 0.0; });
    }
}

void add_output_budgets(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                        Layout& layout, lp::Border& border, LinkingBuilder& linking) {
    for (std::size_t i = 0; i < layout.budgets.size(); ++i) {
        const profiles::YearProfiles& year = profiles.years[i];
        const std::string when = " " + std::to_string(year.year) + " weather " + std::to_string(year.weather_year);
        for (OutputBudget& budget : layout.budgets[i]) {
            const double percent_per_mwh = kPercent / budget.most_mwh;
            budget.row = linking.add_row(budget.name + when, lp::Sense::at_most);
            budget.per_unit = units.power_mw * year.axis.mean_step_h() * percent_per_mwh;
            linking.add_to_rhs(budget.row, budget.existing_mwh * percent_per_mwh);
            for (const auto& [variable, mwh_per_mw] : budget.mwh_per_mw)
                linking.add_border(budget.row, variable, -mwh_per_mw * units.power_mw * percent_per_mwh);
            if (!budget.is_paid_minimum) continue;
            const double take_frac =
                model::agreement_of(study, layout.groups.plants.members[budget.group].front())->take_frac;
            const double cost = year.weight * discount_factor(study, year.year) * budget.over_price_per_mwh *
                                budget.most_mwh / units.money;  // of a budget once more
            const BorderVariable over =
                add_variable("beyond " + budget.name + when, cost, 0.0, 1.0 / take_frac, border);
            linking.add_border(budget.row, over, -kPercent);
        }
    }
}

BudgetEntries budget_entries(const ChainAssembly& chain, std::size_t group) {
    BudgetEntries entries;
    if (chain.layout.budgets.empty()) return entries;
    for (const OutputBudget& budget : chain.layout.budgets[chain.index])
        if (budget.group == group && exists(budget.row)) entries.linking.emplace_back(budget.row, budget.per_unit);
    for (const OutputBudgetState& state : chain.columns.budgets)
        if (state.group == group) entries.rows.emplace_back(state.row, chain.axis().mean_step_h());
    return entries;
}

void add_budget_rows(ChainAssembly& chain) {
    const bool is_operation = chain.must_serve_penalty.has_value();
    if (!is_operation || chain.layout.budgets.empty()) return;
    for (const OutputBudget& budget : chain.layout.budgets[chain.index])
        if (const double mwh = decided_mwh(chain, budget); mwh > 0.0)
            chain.columns.budgets.push_back({budget.group, budget.name, budget.over_price_per_mwh,
                                             budget.is_paid_minimum, chain.builder.add_row(budget.name),
                                             mwh / chain.units.power_mw});
}

void add_budget_columns(ChainAssembly& chain) {
    const double step_h = chain.axis().mean_step_h();
    for (const OutputBudgetState& state : chain.columns.budgets) {
        Hours most = chain.builder.reach(state.row, 1.0 / step_h, chain.layout.investments, chain.units);
        for (std::size_t t = 0; t < most.size(); ++t) most[t] /= chain.axis().step_weight(t);  // of energy: to power
        // Twice the start: a bound of just that would have no interior in hours without output.
        chain.builder.add_column({.name = "left of " + state.name,
                                  .rows = {{state.row, 1.0}},
                                  .state_rows = {{state.row, -1.0}},
                                  .start = state.start},
                                 Hours(chain.view.hours(), 2.0 * state.start));
        if (!state.is_paid_minimum) continue;
        chain.builder.add_column({.name = "beyond " + state.name,
                                  .cost = state.over_price_per_mwh * chain.cost_factor,
                                  .energy_rows = {{state.row, -step_h}}},
                                 std::move(most));
    }
}

void value_budgets(const StateEnd& end, lp::Vector& duals) {
    if (end.of_year) return;
    for (const OutputBudgetState& state : end.columns.budgets) {
        const auto found = std::ranges::find(end.values.name, state.name);
        const int row = end.columns.place(state.row);
        if (row < 0 || found == end.values.name.end()) continue;
        double worth = end.values.per_mwh(end.month, static_cast<std::size_t>(found - end.values.name.begin()));
        if (state.is_paid_minimum) worth = std::min(worth, kMostWorth * state.over_price_per_mwh);
        duals[row] = -worth / end.currency_per_mwh;
    }
}

}  // namespace decawatt::planning
