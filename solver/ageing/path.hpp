// Losses that follow a law of one variable (days, cycles) whose coefficient changes on the way: the loss so far stands
// for the history, the law says how it goes on. BLAST-Lite (NREL, BSD-3), state functions.
#pragma once

namespace decawatt::ageing {

// How a step is taken. `integrated`: exactly, for a coefficient constant within it; two half steps are one whole, and
// a first step of next to nothing does no harm. `published`: BLAST-Lite's explicit step, to reproduce its figures; the
// two differ by 4e-5 of capacity after ten years in steps of a day.
enum class Stepping { integrated, published };

// y = k x^p: the loss after dx more, from `loss` on. k >= 0, dx >= 0, p > 0. Published:
// dy = k p (y/k)^((p-1)/p) dx, and k dx^p from nothing.
double power_law_step(double loss, double dx, double k, double p, Stepping stepping = Stepping::integrated);

// y = 1 - 2 / (1 + exp((x / x_half)^p)), from 0 to 1. 0 < loss < 1 where published.
double sigmoid_step(double loss, double dx, double x_half, double p, Stepping stepping = Stepping::integrated);

}  // namespace decawatt::ageing
