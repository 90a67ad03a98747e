// What the parts of a program report of a Newton iteration, merged in their order.
#pragma once

#include <array>

namespace decawatt::lp {

struct ResidualSums {
    double primal = 0.0, dual = 0.0;  // largest residuals
    double complementarity = 0.0;     // Σ xz + sv
    double pairs = 0.0;
    double primal_objective = 0.0, dual_objective = 0.0;
    void merge(const ResidualSums& other);
};

// Weights a corrector is tried with; the step limits of all are found in one pass.
inline constexpr int kWeights = 9;
using Weights = std::array<double, kWeights>;

// Largest relative decrease per unit of step, primal and dual, for every weight: the step limit is its inverse.
struct StepRates {
    Weights primal{}, dual{};
    void merge(const StepRates& other);
};

// Where a corrector wants the products: steps it aims at, and the middle of the box around them. It aims products
// outside [kBoxLow, kBoxHigh] of the target back into that box (Gondzio 1996).
struct Aim {
    double primal_step = 0.0, dual_step = 0.0, mu = 0.0;
};
inline constexpr double kBoxLow = 0.1, kBoxHigh = 10.0;

}  // namespace decawatt::lp
