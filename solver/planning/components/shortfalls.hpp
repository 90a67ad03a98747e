// Targets and caps in the dispatch of a fixed plan: linking rows as in planning, each with a border variable for the
// shortfall. Its penalty exceeds every dual of the plan, so that in the plan's own weather the shortfall is zero and
// the solution does not change (an exact penalty: Nocedal and Wright, Numerical Optimization, 2nd ed., theorem 17.3),
// and the cost of unserved energy, so that in other weather shortfalls are as small as possible.
#pragma once

#include "planning/chain_builder.hpp"
#include "planning/fixed_plan.hpp"

namespace decawatt::planning {

struct Layout;

// Shortfall of a linking row in the dispatch of a fixed plan: a border variable with a coefficient in that row only.
struct ShortfallColumn {
    Shortfall target;  // without its amounts
    LinkingRow row = base::none<LinkingRow>;
    BorderVariable variable = base::none<BorderVariable>;
    double amount_per_unit = 0.0;  // MWh or t
    // Program cost of a unit: above the plan's dual (first), and also above the cost of unserved energy.
    double first_penalty = 0.0, penalty = 0.0;
};

// Penalty on shedding load that must be served, in addition to the cost of unserved energy: above the penalty on
// targets.
double must_serve_penalty_per_mwh(const model::Study& study);

// Adds one variable for every linking row of `layout.targets` to `layout.shortfalls`.
void add_shortfalls(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                    const FixedPlan& fixed, Layout& layout, lp::Border& border, LinkingBuilder& linking);

// Sets the upper bounds: the largest shortfall of each row over all dispatches.
void bound_shortfalls(const Layout& layout, lp::StaircaseProgram& program);

// Shortfalls of the dispatch `x` (per chain), in the unit of the rows: percent.
lp::Vector missed_percent(const Layout& layout, const lp::StaircaseProgram& program, const std::vector<lp::Matrix>& x);

// The smallest shortfall that is reported at a tolerance of the solver; smaller ones are within its accuracy.
double least_missed_percent(double tolerance);

// In MWh and t; 0 where a row is met.
std::vector<Shortfall> read_shortfalls(const Layout& layout, const lp::Vector& missed_percent, double tolerance);

}  // namespace decawatt::planning
