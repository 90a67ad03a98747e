// Operating what a plan has built, in its own weather or another: with the whole year known, or a window of it at a
// time (docs/method/foresight.md).
#pragma once

#include "base/progress.hpp"
#include "lp/interior_point.hpp"
#include "planning/fixed_plan.hpp"
#include "planning/program.hpp"

namespace decawatt::planning {

struct Operation {
    // Status and message of the first (calendar year, weather year) that was not solved; then there is no plan to use.
    Plan plan;
    // With a window: what the same years cost, and by how much they miss targets, when each is known whole. Empty
    // without.
    std::vector<WeatherFigures> perfect;
    std::vector<Shortfall> perfect_shortfalls;
};

// Whole years keep the targets and caps of the study as rows (planning/components/shortfalls.hpp): years that a target
// joins, the weather years of a calendar year where targets hold in their mean, are solved together, all others by
// themselves. Without a window that is all. With one, hours [t, t + window) are solved and the first `step` of them
// kept, from the first hour of the year on, which begins with the content that it has when known whole. A window cannot
// see a target of the year: the plan's prices stand for it. Energy left at the end of a window is worth the plan's
// monthly mean (or nothing); the window that reaches the end of the year comes back to the first content, where that is
// possible.
//
// The certificate: rows and bounds of the operation as it is, and the distance of its cost from a lower bound that
// holds for every operation of whole years that misses the targets by no more. With a window that distance is what
// foresight is worth. The plan's objective is the cost of building and operating; what is paid for what is missed is
// taken from both sides of the certificate.
//
// Throws base::InputError (a build that the study has not, a year that the plan has not), base::Interrupted. Same bits
// for any number of threads.
Operation operate(const model::Study& study, const profiles::Profiles& profiles, const FixedPlan& fixed,
                  const Foresight& foresight, const lp::Settings& settings, const base::Progress& progress);

}  // namespace decawatt::planning
