#include "planning/results/prices.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "planning/components/target_rows.hpp"

namespace decawatt::planning {

using model::Study;

namespace {

std::size_t year_of(const Study& study, const profiles::YearProfiles& year) {
    return static_cast<std::size_t>(year.year - study.horizon.first_year);
}

// Undiscounted currency per MWh of a program cost of 1 per unit of power over an hour of this chain.
double per_mwh(const Program& program, const ChainLayout& chain, double step_h) {
    return program.money_unit / (program.power_unit_mw * step_h * chain.weight * chain.discount);
}

double dual(const lp::Solution& solution, LinkingRow row) {
    return exists(row) ? solution.lambda[index_of(row)] : 0.0;
}

// In a step of the mean length. Price of a target of 1 or a cap of 0, which have no row and whose column is omitted:
// the lowest cost at which that column would be zero in every hour. `sign`: of the column in the contract's row.
double price_of_absence(const lp::Solution& solution, std::size_t chain, const ChainLayout& layout, int row,
                        double sign) {
    if (row < 0) return 0.0;
    Eigen::RowVectorXd duals = sign * solution.y[chain].row(row);
    for (std::size_t t = 0; t < layout.step_weight.size(); ++t)
        duals[static_cast<Eigen::Index>(t)] /= layout.step_weight[t];
    return std::max(0.0, duals.maxCoeff());
}

void add_contract(const Study& study, const ContractTargets& t, double of_chain, const lp::Solution& solution,
                  std::size_t i, std::size_t c, const ChainLayout& layout, int year, std::size_t y,
                  TargetPrices& prices) {
    const int contract_row = layout.place(layout.contracts.balance[c]);
    const double dirty = 1.0 - model::stepwise(study.contracts.grid_clean_frac[c], year, 0.0);
    // λ ≤ 0 for `at most` and λ ≥ 0 for `at least`: the price of tightening either is positive.
    double hourly = std::max(0.0, -dual(solution, t.hourly_row)) * t.clean;
    double excess = std::max(0.0, -dual(solution, t.excess_row)) * t.excess;
    if (t.balance && !t.deficit_allowed) hourly = price_of_absence(solution, i, layout, contract_row, 1.0) / dirty;
    if (t.balance && !t.excess_allowed) excess = price_of_absence(solution, i, layout, contract_row, -1.0);
    prices.hourly_per_mwh(y, c) += of_chain * hourly;
    prices.excess_per_mwh(y, c) += of_chain * excess;
    prices.annual_per_mwh(y, c) += of_chain * std::max(0.0, dual(solution, t.annual_row)) * t.clean;
}

bool has_values(const Program& program, const lp::Solution& solution) {
    if (solution.lambda.size() != program.staircase.linking.size() ||
        solution.y.size() != program.staircase.chains.size())
        return false;
    for (std::size_t c = 0; c < solution.y.size(); ++c)
        if (solution.y[c].rows() != program.staircase.chains[c].rows() ||
            solution.y[c].cols() != program.staircase.chains[c].stages)
            return false;
    return true;
}

// What a MWh more of each budget of output is worth in a chain, in program units of energy; the same all year.
std::vector<std::pair<std::string, double>> budget_worths(const Program& program, const lp::Solution& solution,
                                                          std::size_t chain) {
    std::vector<std::pair<std::string, double>> worths;
    if (program.layout->budgets.empty()) return worths;
    for (const OutputBudget& budget : program.layout->budgets[chain])
        worths.emplace_back(budget.name, std::max(0.0, -dual(solution, budget.row)) * kPercent / budget.most_mwh *
                                             program.power_unit_mw);
    return worths;
}

// What a MWh less of throughput of each ageing store is worth in a chain, in program units of energy; the same all
// year.
std::vector<std::pair<std::string, double>> throughput_worths(const Program& program, const lp::Solution& solution,
                                                              std::size_t chain, int year) {
    std::vector<std::pair<std::string, double>> worths;
    const Layout& layout = *program.layout;
    for (std::size_t s = 0; s < layout.chains[chain].stores.size(); ++s) {
        const FadeYear* fade = layout.fade.ages(s) ? layout.fade.in_year(s, year) : nullptr;
        if (fade == nullptr || !exists(fade->row) || !exists(layout.chains[chain].stores[s].charge)) continue;
        worths.emplace_back(throughput_name(layout.groups.stores.name[s]),
                            std::max(0.0, -dual(solution, fade->row)) * fade->per_path * layout.chains[chain].weight);
    }
    return worths;
}

}  // namespace

TargetPrices read_target_prices(const Study& study, const profiles::Profiles& profiles, const Program& program,
                                const lp::Solution& solution) {
    const auto years = static_cast<std::size_t>(study.horizon.year_count());
    const base::Series none(years, study.contracts.name.size());
    TargetPrices prices{none, none, none, std::vector<double>(years, 0.0)};
    if (has_curtailment_budget(study)) prices.curtailment_per_mwh = {years, study.data_centers.name.size()};
    if (!has_values(program, solution)) return prices;
    for (std::size_t i = 0; i < profiles.years.size(); ++i) {
        const profiles::YearProfiles& year = profiles.years[i];
        const ChainLayout& chain = program.layout->chains[i];
        const ChainTargets& targets = program.layout->targets[i];
        const std::size_t y = year_of(study, year);
        const double of_chain = chain.weight * per_mwh(program, chain, year.axis.mean_step_h());
        prices.emission_per_t[y] +=
            of_chain * std::max(0.0, -dual(solution, targets.emission.row)) * targets.emission.per_unit;
        for (std::size_t d = 0; d < prices.curtailment_per_mwh.entities(); ++d)
            prices.curtailment_per_mwh(y, d) +=
                of_chain * std::max(0.0, -dual(solution, targets.curtailment[d].row)) * targets.curtailment[d].per_unit;
        for (std::size_t c = 0; c < targets.contract.size(); ++c)
            add_contract(study, targets.contract[c], of_chain, solution, i, c, chain, year.year, y, prices);
    }
    return prices;
}

StateValues read_state_values(const Study& study, const profiles::Profiles& profiles, const Program& program,
                              const lp::Solution& solution) {
    StateValues values;
    if (!has_values(program, solution)) return values;
    struct Mean {
        double sum = 0.0, weight = 0.0;
    };
    const auto months = static_cast<std::size_t>(study.horizon.year_count() * base::kMonthsPerYear);
    std::vector<std::vector<Mean>> means;         // [state][year × month]
    std::map<std::string, std::size_t> state_of;  // in the order of their first years
    const auto state_named = [&](const std::string& name) {
        const auto [found, is_new] = state_of.try_emplace(name, means.size());
        if (is_new) {
            values.name.push_back(name);
            means.emplace_back(months);
        }
        return found->second;
    };
    for (std::size_t i = 0; i < profiles.years.size(); ++i) {
        const profiles::YearProfiles& year = profiles.years[i];
        const ChainLayout& layout = program.layout->chains[i];
        const double unit = per_mwh(program, layout, 1.0);  // the row is in units of energy
        const std::vector<int> month = assets::months_of(year.axis, study.utc_offset_s);
        const auto add = [&](const std::string& name, int row) {
            if (row < 0) return;
            const std::size_t state = state_named(name);
            for (std::size_t t = 0; t < month.size(); ++t) {
                Mean& mean =
                    means[state][year_of(study, year) * base::kMonthsPerYear + static_cast<std::size_t>(month[t])];
                // A higher state lowers the cost: the dual of its row is negative where the state has value.
                const double weight = layout.weight * year.axis.step_weight(t);
                mean.sum -= weight * unit * solution.y[i](row, static_cast<Eigen::Index>(t));
                mean.weight += weight;
            }
        };
        for (std::size_t s = 0; s < layout.stores.size(); ++s)
            add(state_name(program.layout->groups.stores, s), layout.place(layout.stores[s].content_row));
        for (const WorkState& state : layout.flexible.states) add(state.name, layout.place(state.row));
        const auto add_all_year = [&](const std::string& name, double worth) {
            const std::size_t state = state_named(name);
            for (std::size_t m = 0; m < base::kMonthsPerYear; ++m) {
                Mean& mean = means[state][year_of(study, year) * base::kMonthsPerYear + m];
                mean.sum += layout.weight * unit * worth;
                mean.weight += layout.weight;
            }
        };
        for (const auto& [name, worth] : budget_worths(program, solution, i)) add_all_year(name, worth);
        for (const auto& [name, worth] : throughput_worths(program, solution, i, year.year)) add_all_year(name, worth);
    }
    values.per_mwh = base::Series(months, values.name.size());
    for (std::size_t s = 0; s < means.size(); ++s)
        for (std::size_t m = 0; m < months; ++m)
            if (means[s][m].weight > 0.0) values.per_mwh(m, s) = means[s][m].sum / means[s][m].weight;
    return values;
}

}  // namespace decawatt::planning
