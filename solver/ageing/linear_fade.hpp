// The linear fade that a planner can decide with, fitted to the detailed model.
#pragma once

#include "ageing/cell.hpp"

namespace decawatt::ageing {

// Losses as fractions of the capacity when new: per year of age, and per equivalent full cycle.
struct LinearFade {
    double per_year_frac, per_full_cycle_frac;
};

// Least squares over the ends of the years 1..years of a life in constant use: the calendar part against age, all other
// loss against cycles, each through the origin. years >= 1. A use without cycles fits no loss per cycle: 0.
LinearFade fitted_fade(Chemistry chemistry, const ConstantUse& use, int years);

}  // namespace decawatt::ageing
