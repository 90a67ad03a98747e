// The elastic (relaxed) version of a program: no costs, and slacks in every row of a target or limit of the study.
#pragma once

#include "planning/relaxation.hpp"

namespace decawatt::planning {

struct RelaxedProgram {
    lp::StaircaseProgram program;  // objective in power units × hours
    std::vector<SumSlack> sums;
    std::vector<HourSlack> hours;
};

// Always feasible: with zero output, no investment and all demand unserved, the slacks satisfy every requirement.
RelaxedProgram relax(const model::Study& study, const profiles::Profiles& profiles, const Program& program);

inline constexpr double kNoticeable =
    1e-3;  // of the relaxed objective, or of the worst hour: smaller violations are not listed

}  // namespace decawatt::planning
