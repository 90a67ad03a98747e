// Data exchanged between bundles and the border.
#pragma once

#include <vector>

#include "lp/lanes.hpp"
#include "lp/staircase_program.hpp"

namespace decawatt::lp {

// Values of the border for a bundle, at a point or of a step, or a bundle's contribution to sums of the border. κ and λ
// are common to its lanes; the states at the ends of each lane are not.
struct BorderView {
    Vector shared;
    std::vector<Lanes> in, out;
    void set_zero(int shared_size, int states);
};

// Contribution of a factorisation to the border system, for κ and λ only.
struct BorderFactor {
    Matrix schur;                   // [V Λ]' M⁻¹ [V Λ], lower triangle
    Vector diagonal;                // Σ a² ω (z/x + ρ) / θ, of κ
    Matrix link_border, link_link;  // G θ⁻¹ ω a ; G θ⁻¹ G'
    void set_zero(int border, int links);
};

// The same for one bundle, with blocks for the ends of its lanes: (in, out) × (κ, λ), the latter index fastest, and the
// full block (in, out) × (in, out).
struct BundleBorderFactor {
    BorderFactor shared;
    std::vector<Lanes> ends_shared, ends_ends;
};

}  // namespace decawatt::lp
