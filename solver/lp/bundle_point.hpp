// The iterate of a bundle: its part of the primal and dual point, and the residuals there.
#pragma once

#include <vector>

#include "lp/blocking_pair.hpp"
#include "lp/border_view.hpp"
#include "lp/bundle_chain.hpp"
#include "lp/newton_sums.hpp"

namespace decawatt::lp {

// A column with a bound of zero in a stage is off there, as is every column before the first stage of a lane: its
// unknowns are one and its steps zero, so that the inner loops need no branches; sums exclude it.
class BundlePoint {
  public:
    // One stage: x + s = u, z and v their duals, and the residual of the dual rows.
    struct Columns {
        Lanes *x, *z, *s, *v, *reduced;
        const Lanes* upper;
    };
    // Working memory for computing residuals.
    struct Scratch {
        explicit Scratch(const ChainPattern& p)
            : x(zero_lanes(p.columns)),
              priced(zero_lanes(p.columns)),
              before(zero_lanes(p.states())),
              sums(zero_lanes(p.shared() + p.states())) {}
        std::vector<Lanes> x, priced;  // per column of the current stage
        std::vector<Lanes> before;     // per state column of the previous stage
        std::vector<Lanes> sums;       // of the border columns κ, λ, e_in
    };

    void allocate(const BundleChain& chain);

    // Starting point: all complementarity products equal μ, and the dual rows hold for columns whose bounds are no more
    // than kStartReach apart, at the duals of the stage rows in `y` (of the whole chain, in the program's units; null:
    // zero).
    void start(const BundleChain& chain, double mu, const Scaling& scaling, const Matrix* y);

    void set_border(const ChainPattern& pattern, const BorderView& border);
    const std::vector<double>& scale() const { return scale_; }  // scale of each column's bound: 1 or κ

    Columns columns(const BundleChain& chain, int t) {
        return {x_.at(t), z_.at(t), slack_.at(t), v_.at(t), reduced_.at(t), chain.upper(t)};
    }
    // Coefficient of the scale of a carrier's bound in the Newton system: ω a, with ω = v/s.
    Lanes bound_pull(const BundleChain& chain, int t, int j) const {
        return v_.at(t)[j] / slack_.at(t)[j] * chain.upper(t)[j];
    }
    Rowwise& dual() { return dual_; }
    const Rowwise& residual() const { return residual_; }

    // Residuals of one stage, in order from the first; then those of the closing rows.
    void measure_stage(const BundleChain& chain, int t, Scratch& w, BorderView& sums, ResidualSums& totals);
    void finish_measure(const BundleChain& chain, const Scratch& w, BorderView& sums, ResidualSums& totals);

    // The pairs that have fallen the most since `before`, an earlier state of this point; `index` of the chain.
    BlockingPairs fallen_since(const BundlePoint& before, const BundleChain& chain, int index) const;

    // x and y in the units of the program, into the chain's matrices.
    void write_solution(const BundleChain& chain, const Scaling& scaling, Matrix& x, Matrix& y) const;

  private:
    void load_duals(const BundleChain& chain, const Matrix& y, double scale);
    void measure_rows(const BundleChain& chain, int t, Scratch& w, BorderView& sums, ResidualSums& totals);
    void measure_columns(const BundleChain& chain, int t, Scratch& w, ResidualSums& totals);

    LaneMatrix x_, z_, slack_, v_;
    LaneMatrix reduced_;  // r_d
    Rowwise dual_, residual_;
    std::vector<double> border_, scale_;  // κ and λ; and the scale of each column's bound
    std::vector<Lanes> border_in_, border_out_;
};

// Sets the scale of each column's bound from the κ in `border`; those of fixed bounds are not changed.
void take_scale(const ChainPattern& pattern, const Vector& border, std::vector<double>& scale);

}  // namespace decawatt::lp
