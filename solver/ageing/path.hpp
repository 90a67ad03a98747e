// Losses by a law in one variable (days or cycles) whose coefficient changes in time: the present loss represents the
// history, and the law gives the increment. State functions of BLAST-Lite (NREL, BSD-3).
#pragma once

namespace decawatt::ageing {

// Integration of a step. `integrated`: exact for a coefficient that is constant within the step; two half steps equal a
// whole one, and a tiny first step causes no error. `published`: the explicit step of BLAST-Lite, to reproduce its
// figures. The two differ by 4e-5 of capacity after ten years of daily steps.
enum class Stepping { integrated, published };

// y = k x^p: returns the loss after a further dx from `loss`. k >= 0, dx >= 0, p > 0. Published:
// dy = k p (y/k)^((p-1)/p) dx, and k dx^p from zero loss.
double power_law_step(double loss, double dx, double k, double p, Stepping stepping = Stepping::integrated);

// y = 1 - 2 / (1 + exp((x / x_half)^p)), from 0 to 1. Published: 0 < loss < 1.
double sigmoid_step(double loss, double dx, double x_half, double p, Stepping stepping = Stepping::integrated);

}  // namespace decawatt::ageing
