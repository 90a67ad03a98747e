// The iterate of a bundle: its part of the primal and dual point, and the residuals there.
#pragma once

#include <vector>

#include "lp/border_view.hpp"
#include "lp/bundle_chain.hpp"
#include "lp/newton_sums.hpp"

namespace decawatt::lp {

// A column whose bound is zero in a stage is off there, and so is every column before a lane begins: its unknowns rest
// at one and its steps at zero, so that the long loops need no branches; every sum leaves it out.
class BundlePoint {
  public:
    // One stage: x + s = u, z and v their duals, and the residual of the dual rows.
    struct Columns {
        Lanes *x, *z, *s, *v, *reduced;
        const Lanes* upper;
    };
    // Working memory of a pass that measures.
    struct Scratch {
        explicit Scratch(const ChainPattern& p)
            : x(zero_lanes(p.columns)),
              priced(zero_lanes(p.columns)),
              before(zero_lanes(p.states())),
              sums(zero_lanes(p.shared() + p.states())) {}
        std::vector<Lanes> x, priced;  // per column of the stage in work
        std::vector<Lanes> before;     // per state column, of the stage before it
        std::vector<Lanes> sums;       // of the border columns κ, λ, e_in
    };

    void allocate(const BundleChain& chain);

    // All products equal to μ, and the dual rows met where a box is no wider than kStartReach, at the duals of the
    // stage rows in `y` (the whole chain's, in the program's units; null: zero).
    void start(const BundleChain& chain, double mu, const Scaling& scaling, const Matrix* y);

    void set_border(const ChainPattern& pattern, const BorderView& border);
    const std::vector<double>& scale() const { return scale_; }  // of each column's bound: 1 or κ

    Columns columns(const BundleChain& chain, int t) {
        return {x_.at(t), z_.at(t), slack_.at(t), v_.at(t), reduced_.at(t), chain.upper(t)};
    }
    // What pulls on a carrier's bound: ω a, with ω = v/s.
    Lanes bound_pull(const BundleChain& chain, int t, int j) const {
        return v_.at(t)[j] / slack_.at(t)[j] * chain.upper(t)[j];
    }
    Rowwise& dual() { return dual_; }
    const Rowwise& residual() const { return residual_; }

    // Residuals of one stage, in order from the first; then those of the closing rows.
    void measure_stage(const BundleChain& chain, int t, Scratch& scratch, BorderView& sums, ResidualSums& totals);
    void finish_measure(const BundleChain& chain, const Scratch& scratch, BorderView& sums, ResidualSums& totals);

    // x and y in the units of the program, into the chain's matrices.
    void write_solution(const BundleChain& chain, const Scaling& scaling, Matrix& x, Matrix& y) const;

  private:
    void load_duals(const BundleChain& chain, const Matrix& y, double scale);
    void measure_rows(const BundleChain& chain, int t, Scratch& scratch, BorderView& sums, ResidualSums& totals);
    void measure_columns(const BundleChain& chain, int t, Scratch& scratch, ResidualSums& totals);

    LaneMatrix x_, z_, slack_, v_;
    LaneMatrix reduced_;  // r_d
    Rowwise dual_, residual_;
    std::vector<double> border_, scale_;  // κ and λ; and what scales each column's bound
    std::vector<Lanes> border_in_, border_out_;
};

// Puts what scales each column's bound, of the κ in `border`, where it is not fixed.
void take_scale(const ChainPattern& pattern, const Vector& border, std::vector<double>& scale);

}  // namespace decawatt::lp
