// Working memory of one pass over a bundle, and one stage's columns. Internal to Bundle.
#pragma once

#include "lp/bundle.hpp"

namespace decawatt::lp {

struct Bundle::StageColumns {
    Lanes *x, *z, *s, *v, *theta_inverse, *reduced;
    Lanes *dx, *dz, *dv, *cx;
    const Lanes* upper;
};

struct Bundle::Scratch {
    explicit Scratch(const ChainPattern& p)
        : column(lanes(p.columns)),
          moved(lanes(p.columns)),
          share(lanes(p.columns)),
          row(lanes(p.rows())),
          before(lanes(p.states())),
          theta_before(lanes(p.states())),
          share_before(lanes(p.states())),
          sums(lanes(p.shared() + p.states())) {}
    static std::vector<Lanes> lanes(int count) { return std::vector<Lanes>(static_cast<std::size_t>(count), Lanes{}); }

    std::vector<Lanes> column, moved, share;  // per column of the stage in work; share: θ⁻¹ω a of carriers
    std::vector<Lanes> row;                   // per row of it
    std::vector<Lanes> before, theta_before, share_before;  // per state column, of the stage before it
    std::vector<Lanes> sums;                                // of the border columns κ, λ, e_in
    // Rates of the step lengths
    std::array<Lanes, kWeights> primal{}, dual{};
    Weights weights{};
    // The border's columns in a factorisation: [column][row of a batch of stages], flushed into the Schur complement.
    std::vector<Lanes> batch;
    int batch_rows = 0, filled = 0;
    std::vector<Lanes> diagonal, link_border, link_link;
};

inline Bundle::StageColumns Bundle::columns(int t) {
    return {x_.at(t),  z_.at(t),  slack_.at(t),        v_.at(t),    theta_inverse_.at(t), reduced_.at(t), dx_.at(t),
            dz_.at(t), dv_.at(t), correction_x_.at(t), upper_.at(t)};
}

inline const Lanes* Bundle::next_duals(const Rowwise& rows, int t) const {
    return t < last() ? rows.y.at(t + 1) + pattern_.local_rows : nullptr;
}

}  // namespace decawatt::lp
