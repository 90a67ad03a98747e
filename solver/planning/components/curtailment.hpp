// Curtailment budgets: the data centre gives up its non-firm import for a number of hours' worth of energy a year, and
// chooses when among candidate hours C. Optimistic: a grid operator chooses otherwise.
//
// m + c <= F + N, 0 <= c <= N in C, Σ h c >= N H. Import is firm first, m_N = max(0, m - F), and the most that can be
// given is c = N - m_N, so that the rule is one linking row without a column for c (h: hours of a step):
//
//   Σ over C of h m_N <= N (h |C| - H)
#pragma once

#include <vector>

#include "planning/chain_builder.hpp"
#include "planning/fixed_plan.hpp"

namespace decawatt::planning {

struct Layout;

struct CurtailmentTarget {                    // of a data centre in one chain
    std::vector<bool> candidate;              // by hour; empty: no budget
    LinkingRow row = base::none<LinkingRow>;  // none beside candidates: it must give all of them
    double per_unit = 0.0;                    // coefficient of non-firm import in candidate hours
    double cost = 0.0;  // in the operation of a fixed plan: program cost of a unit of that import over an hour
    double mwh_per_percent = 0.0;  // of the row
};

// Of every data centre in every chain, into `layout.targets`; the rows hold in each weather year. They read in percent
// of the hours' worth of the most that the non-firm part can be.
void make_curtailment_targets(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                              Layout& layout, LinkingBuilder& linking);

// Whether a data centre states a budget.
bool has_curtailment_budget(const model::Study& study);

}  // namespace decawatt::planning
