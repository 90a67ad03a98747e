// Conversion of a solution to a plan, in the units of the study.
#pragma once

#include "planning/program.hpp"
#include "planning/reading.hpp"

namespace decawatt::planning {

// The plan of a solution of any status. Its status is optimal only if the certificate, recomputed here, is within the
// study's tolerance.
Plan read_plan(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
               const lp::Solution& solution);

// The plan with the certificate of the solution, unverified; `read_plan` verifies it.
Plan read_values(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                 const lp::Solution& solution);

YearDispatch read_dispatch(const ChainReading& reading);

}  // namespace decawatt::planning
