// Budgets of output: energy that a group of plants may generate in a year, or beyond which it costs more.
//
//   full-load hours H:         Σ h g ≤ H K                   K: capacity, existing and built
//   paid minimum τ at p:       Σ h g - v ≤ τ Σ h a k         v ≥ 0 costs p: what is paid beyond the minimum
//
// In planning a budget is a linking row. In the operation of a plan K and k are decided, and what is left of the budget
// is a state that starts the year with all of it, so that windows remember what has been used:
//   l_t - l_{t-1} + h g_t - h v_t = 0,    l_{-1} = budget
#pragma once

#include <string>
#include <vector>

#include "planning/chain_builder.hpp"

namespace decawatt::planning {

struct ChainAssembly;
struct Layout;
struct StateEnd;

struct OutputBudget {  // of one group in one chain
    std::size_t group = 0;
    std::string name;                 // "full-load hours of ..." or "paid minimum of ..."
    double existing_mwh = 0.0;        // of what exists
    BorderEntries mwh_per_mw = {};    // of investments
    double most_mwh = 0.0;            // with all that may be built: scale of the row
    double over_price_per_mwh = 0.0;  // of a paid minimum
    bool is_paid_minimum = false;
    LinkingRow row = base::none<LinkingRow>;  // planning; in percent of most_mwh
    double per_unit = 0.0;                    // coefficient of output in a step of the mean length
};

struct OutputBudgetState {  // operation
    std::size_t group = 0;
    std::string name;
    double over_price_per_mwh = 0.0;
    bool is_paid_minimum = false;
    Row row = base::none<Row>;
    double start = 0.0;  // program units × hours
};

// Into layout.budgets, by chain.
void make_output_budgets(const model::Study& study, const profiles::Profiles& profiles, Layout& layout);

// Rows and variables of planning.
void add_output_budgets(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                        Layout& layout, lp::Border& border, LinkingBuilder& linking);

// Entries of a group's output in rows of its budgets. A group has its own columns where there are any.
struct BudgetEntries {
    LinkingEntries linking = {};
    RowEntries rows = {};                                    // of energy
    auto operator<=>(const BudgetEntries&) const = default;  // NOLINT(modernize-use-nullptr): its 0
};
BudgetEntries budget_entries(const ChainAssembly& chain, std::size_t group);

void add_budget_rows(ChainAssembly& chain);
void add_budget_columns(ChainAssembly& chain);
void value_budgets(const StateEnd& end, lp::Vector& duals);

}  // namespace decawatt::planning
