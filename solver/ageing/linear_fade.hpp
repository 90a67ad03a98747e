// Linear capacity fade for planning, fitted to the detailed model.
#pragma once

#include "ageing/cell.hpp"

namespace decawatt::ageing {

// Losses as fractions of the capacity when new: per year of age, and per equivalent full cycle.
struct LinearFade {
    double per_year_frac, per_full_cycle_frac;
};

// Least-squares fit through the origin over the ends of years 1..years in constant use: calendar loss against age, and
// all other loss against cycles. years >= 1. Without cycles the loss per cycle is 0.
LinearFade fitted_fade(Chemistry chemistry, const ConstantUse& use, int years);

}  // namespace decawatt::ageing
