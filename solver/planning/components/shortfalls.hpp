// Targets and caps in the operation of a fixed plan: linking rows as in the plan, each with a border variable that says
// by how much it is missed. The penalty on it is above any dual of the plan, so that in the plan's own weather the
// variable is zero and nothing else changes (an exact penalty: Nocedal and Wright, Numerical Optimization, 2nd ed.,
// theorem 17.3), and above what unserved energy costs, so that elsewhere as little is missed as can be.
#pragma once

#include "planning/chain_builder.hpp"
#include "planning/fixed_plan.hpp"

namespace decawatt::planning {

struct Layout;

// How far a linking row of the operation of a fixed plan is missed: a border variable of that row alone.
struct ShortfallColumn {
    Shortfall target;  // without its amounts
    LinkingRow row = base::none<LinkingRow>;
    BorderVariable variable = base::none<BorderVariable>;
    double amount_per_unit = 0.0;  // MWh or t
    // Program cost of a unit: above the plan's dual, and above unserved energy too.
    double first_penalty = 0.0, penalty = 0.0;
};

// Beyond the cost of unserved energy, for load of a data centre that may not be shed: above what a target pays.
double must_serve_penalty_per_mwh(const model::Study& study);

// One variable for every linking row of `layout.targets`, into `layout.shortfalls`.
void add_shortfalls(const model::Study& study, const profiles::Profiles& profiles, const Units& units,
                    const FixedPlan& fixed, Layout& layout, lp::Border& border, LinkingBuilder& linking);

// Its upper bound: what the row can be missed by, whatever the dispatch.
void bound_shortfalls(const Layout& layout, lp::StaircaseProgram& program);

// By how much `x` (per chain) misses each of them, in the row's unit: percent.
lp::Vector missed_percent(const Layout& layout, const lp::StaircaseProgram& program, const std::vector<lp::Matrix>& x);

// What counts as missed at a tolerance of the solver: a smaller part of the load is its rounding.
double least_missed_percent(double tolerance);

// In MWh and t; 0 where a row is not missed.
std::vector<Shortfall> read_shortfalls(const Layout& layout, const lp::Vector& missed_percent, double tolerance);

}  // namespace decawatt::planning
