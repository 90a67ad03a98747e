// Solution -> plan: in the study's units and words.
#pragma once

#include "planning/program.hpp"
#include "planning/reading.hpp"

namespace decawatt::planning {

// The plan behind a solution. Works for any status; only an optimal one is a plan to
// build, and its status is optimal only where the certificate, computed again here, holds to the study's tolerance.
Plan read_plan(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
               const lp::Solution& solution);

// The plan with the certificate that the solution brings; `read_plan` judges it.
Plan read_values(const model::Study& study, const profiles::Profiles& profiles, const Program& program,
                 const lp::Solution& solution);

YearDispatch read_dispatch(const ChainReading& reading);

}  // namespace decawatt::planning
