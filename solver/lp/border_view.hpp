// What a bundle and the border exchange.
#pragma once

#include <vector>

#include "lp/lanes.hpp"
#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// What a bundle sees of the border, at a point or along a step, or what it adds to the border's sums: κ and λ are
// common to its lanes, the states at its two ends are not.
struct BorderView {
    Vector shared;
    std::vector<Lanes> in, out;
    void set_zero(int shared_size, int states);
};

// What a factorisation leaves on the border, κ and λ only.
struct BorderFactor {
    Matrix schur;                   // [V Λ]' M⁻¹ [V Λ], lower triangle
    Vector diagonal;                // Σ a² ω (z/x + ρ) / θ, of κ
    Matrix link_border, link_link;  // G θ⁻¹ ω a ; G θ⁻¹ G'
    void set_zero(int border, int links);
};

// The same of one bundle, with the ends of its lanes on top: (in, out) × (κ, λ), the latter running fastest, and
// (in, out) × (in, out), all of it.
struct BundleBorderFactor {
    BorderFactor shared;
    std::vector<Lanes> ends_shared, ends_ends;
};

}  // namespace decawatt::lp
