// Study and profiles -> linear program.
#pragma once

#include <memory>

#include "lp/interior_point.hpp"
#include "planning/fixed_plan.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::planning {

struct Layout;  // the meaning of each row, column and border variable

// The linear program of a study, with its layout.
struct Program {
    lp::StaircaseProgram staircase;
    double money_unit = 1.0, power_unit_mw = 1.0;  // size of one program unit of cost and of power
    std::shared_ptr<const Layout> layout;
};

Program build_program(const model::Study& study, const profiles::Profiles& profiles);

// The program of dispatching a fixed plan: its capacity additions are constants of the border, and every load may be
// shed. Costs of columns at the plan's target prices are in Layout::target_cost, separate from their other costs.
// Throws base::InputError where the plan has an addition that the study does not allow.
Program build_operation(const model::Study& study, const profiles::Profiles& profiles, const FixedPlan& fixed);

}  // namespace decawatt::planning
