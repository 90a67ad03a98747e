// Study and profiles -> linear program.
#pragma once

#include <memory>
#include <string>

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

// The program of another future of the study that `base` is the program of: other demand, prices, targets or dates,
// over the same investments and in the same units. Throws base::InputError where it has others
// (planning/investments.hpp); `name` is the scenario in messages.
Program build_scenario(const model::Study& study, const profiles::Profiles& profiles, const std::string& name,
                       const model::Study& base_study, const Program& base);

// The program of operating what a plan has built: its builds are constants of the border, every load may be shed, and
// no target is a row; what columns pay for targets, at the plan's prices, is in Layout::target_cost, apart from their
// costs. `whole_years`: false for a rolling horizon, where what a year bills for its highest month is not decided.
// Throws base::InputError where the study cannot build what the plan has.
Program build_operation(const model::Study& study, const profiles::Profiles& profiles, const FixedPlan& fixed,
                        bool whole_years = true);

}  // namespace decawatt::planning
