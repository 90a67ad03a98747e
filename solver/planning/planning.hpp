// Study and profiles -> linear program -> plan.
#pragma once

#include <memory>

#include "base/progress.hpp"
#include "lp/interior_point.hpp"
#include "planning/plan.hpp"
#include "profiles/profiles.hpp"

namespace decawatt::planning {

struct FixedPlan;
struct Layout;  // what each row, column and border variable of the program stands for

// The linear program of a study, and the meaning of its parts.
struct Program {
    lp::StaircaseProgram staircase;
    double money_unit = 1.0, power_unit_mw = 1.0;  // what one unit of the program's cost and power stands for
    std::shared_ptr<const Layout> layout;
};

Program build_program(const model::Study& study, const profiles::Profiles& profiles);

// The program of operating what a plan has built: its builds are constants of the border, every load may be shed, and
// no target is a row; what columns pay for targets, at the plan's prices, is in Layout::target_cost, apart from their
// costs. Throws base::InputError where the study cannot build what the plan has.
Program build_operation(const model::Study& study, const profiles::Profiles& profiles, const FixedPlan& fixed);

// The plan behind a solution: in the study's units and words. Works for any status; only an optimal one is a plan to
// build, and its status is optimal only where the certificate, computed again here, holds to the study's tolerance.
Plan read_plan(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
               const lp::Solution& solution);

}  // namespace decawatt::planning
