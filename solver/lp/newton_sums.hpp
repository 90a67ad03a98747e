// Sums and maxima over a Newton iteration, merged from the parts of a program in a fixed order.
#pragma once

#include <array>
#include <limits>

#include "lp/lanes.hpp"

namespace decawatt::lp {

struct ResidualSums {
    double primal = 0.0, dual = 0.0;  // largest residuals
    double complementarity = 0.0;     // Σ xz + sv
    double pairs = 0.0;
    double least_product = std::numeric_limits<double>::infinity(), most_product = 0.0;
    double primal_objective = 0.0, dual_objective = 0.0;
    void merge(const ResidualSums& other);
};

// Number of trial weights of a corrector; the step lengths of all are computed in one pass.
inline constexpr int kWeights = 9;
using Weights = std::array<double, kWeights>;

// Largest relative decrease per unit of step, primal and dual, for every weight; its inverse is the longest feasible
// step.
struct StepRates {
    Weights primal{}, dual{};
    void merge(const StepRates& other);
};

// The same of the lanes of a bundle, for ascending weights.
struct LaneRates {
    std::array<Lanes, kWeights> most{};
    Lanes least{};  // of the weights

    // Rates of main + weight × extra, of two pairs. The ends bound all between, and few pairs limit a step: most are
    // passed over.
    void raise(const std::array<Lanes, 2>& main, const std::array<Lanes, 2>& extra, const Weights& weights) {
        const auto at = [&](std::size_t pair, double weight) { return main[pair] + weight * extra[pair]; };
        const auto at_ends = [&](std::size_t pair) {
            return larger(at(pair, weights.front()), at(pair, weights.back()));
        };
        if (!any_larger(larger(at_ends(0), at_ends(1)), least)) return;
        for (std::size_t k = 0; k < kWeights; ++k)
            most[k] = larger(at(0, weights[k]), larger(at(1, weights[k]), most[k]));
        least = most[0];
        for (const Lanes rate : most) least = where(rate < least, rate, least);
    }
};

// Target of a corrector: trial steps, and the target μ of complementarity products. Products outside [low, high] × μ at
// the trial steps are corrected into that interval (Gondzio 1996).
struct Aim {
    double primal_step = 0.0, dual_step = 0.0, mu = 0.0;
    double low = 0.1, high = 10.0;
};

}  // namespace decawatt::lp
