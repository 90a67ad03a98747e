// Dispatch of the capacities of a fixed plan, in its own weather years or others, with perfect foresight of each year
// or with a rolling horizon (docs/method/foresight.md).
#pragma once

#include "base/progress.hpp"
#include "lp/interior_point.hpp"
#include "planning/fixed_plan.hpp"
#include "planning/program.hpp"

namespace decawatt::planning {

struct Operation {
    // Status and message of the first (calendar year, weather year) that was not solved; the plan is then invalid.
    Plan plan;
    // With a rolling horizon: costs and shortfalls of the same years under perfect foresight. Otherwise empty.
    std::vector<WeatherFigures> perfect;
    std::vector<Shortfall> perfect_shortfalls;
};

// First, whole years are solved with the targets and caps of the study as rows (planning/components/shortfalls.hpp).
// The weather years of a calendar year are solved together if targets hold in their mean, otherwise each by itself.
// With a rolling horizon, hours [t, t + window) are then solved repeatedly and the first `step` of them kept; the year
// begins with the content of stores from the solution with perfect foresight. Annual targets are not rows of a window
// but are represented by the plan's target prices. Content at the end of a window is valued at the plan's monthly mean,
// or at zero. The last window of a year returns to the initial content if possible.
//
// The certificate gives violations of rows and bounds by the dispatch, and the gap to a lower bound on the cost of
// every dispatch of whole years whose shortfalls are no larger. With a rolling horizon that gap is the value of perfect
// foresight. The plan's objective is investment and operating cost; penalties on shortfalls are deducted from both
// sides of the certificate.
//
// Throws base::InputError (an addition of an asset that the study does not list, a year that the plan lacks),
// base::Interrupted. Same bits for any number of threads.
Operation operate(const model::Study& study, const profiles::Profiles& profiles, const FixedPlan& fixed,
                  const Foresight& foresight, const lp::Settings& settings, const base::Progress& progress);

}  // namespace decawatt::planning
