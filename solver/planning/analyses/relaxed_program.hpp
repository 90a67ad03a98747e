// The relaxed version of a program: no costs, and slacks in every row that a target or a limit of the study owns.
#pragma once

#include "planning/relaxation.hpp"

namespace decawatt::planning {

struct RelaxedProgram {
    lp::StaircaseProgram program;  // objective in power units × hours
    std::vector<SumSlack> sums;
    std::vector<HourSlack> hours;
};

// Always feasible: with nothing running, nothing built and all demand unserved, the slacks fill what is required.
RelaxedProgram relax(const model::Study& study, const profiles::Profiles& profiles, const Program& program);

inline constexpr double kNoticeable = 1e-3;  // of the relaxed objective, or of the worst hour: what is listed

}  // namespace decawatt::planning
