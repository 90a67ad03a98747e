// A bundle: segments of one chain, one in each lane, with their part of the iterate and of every Newton step. Segments
// are coupled only by the states at the cuts between them (chain_cuts.hpp) and by the border.
//
// The states at the beginning and end of a segment are unknowns e of the cuts. In its first stage B e_in replaces B
// x_{-1}; a closing block of rows, one per state column, states x_last - e_out = 0.
//
// All lanes end at the same stage; a shorter segment begins later, and an idle lane has no stages.
//
// A pass over a bundle reads each stage once. An iteration is `factorise` (with the forward half of the predictor),
// `finish_predictor`, for every corrector `begin_correction` and `finish_correction`, and `advance`.
#pragma once

#include <array>
#include <optional>

#include "lp/bundle_step.hpp"

namespace decawatt::lp {

class Bundle {
  public:
    using Segment = BundleChain::Segment;

    Bundle(const ChainPattern& pattern, const Chain& chain, const Scaling& scaling,
           const std::array<Segment, kLanes>& segments)
        : chain_(pattern, chain, scaling, segments) {}

    void load(const Chain& chain,
              const Scaling& scaling);  // called once, first: allocates memory and copies the chain's data
    const BundleBorderFactor& factor() const { return border_.factor(); }

    void start(double mu, const BorderView& border, const Scaling& scaling, const Matrix* y);  // BundlePoint::start
    ResidualSums measure(const BorderView& border,
                         BorderView& sums);  // sums: [-C'y - Σ a v, Σ g x, -B'y_first, y_closing]
    // Takes a step along the direction, to the given border, and computes the residuals there (`measure`).
    ResidualSums advance(double primal, double dual, const BorderView& border, BorderView& sums);

    // Factorises, and begins the predictor with the target that all complementarity products equal `target_mu`; `rhs`
    // receives the bundle's part of the border's right-hand side. False if a pivot is not positive.
    bool factorise(double rho, double delta, double target_mu, BorderView& rhs);
    StepRates finish_predictor(const BorderView& step);  // given the step of the border
    void begin_correction(const Aim& aim, BorderView& rhs);
    StepRates finish_correction(const BorderView& step, const Weights& weights);
    void add_correction(double primal_weight, double dual_weight, const Vector& border_direction);

    // x and y in the units of the program, into the chain's matrices.
    void write_solution(const Scaling& scaling, Matrix& x, Matrix& y) const;

    // For a log: remembers the point; and the pairs that have fallen the most since then.
    void keep_point() { kept_ = point_; }
    BlockingPairs blocking_pairs(int chain) const { return point_.fallen_since(*kept_, chain_, chain); }

  private:
    BundleStep::System system() { return {chain_, point_, factor_, border_}; }

    BundleChain chain_;
    BundlePoint point_;
    BundleFactor factor_;
    BundleBorder border_;
    BundleStep step_;
    std::optional<BundlePoint> kept_;
};

}  // namespace decawatt::lp
