// The states at the cuts between the segments of one chain: free unknowns e that couple only segments of this chain.
// They are eliminated here, so that the chain contributes to the border as a whole, with the columns [κ λ].
//
//   S_ee Δe + Q_eκ Δκ + Q_eλ Δλ = r_e ,   Q = [V Λ I_e]' M⁻¹ [V Λ I_e] ,   S_ee = Q_ee + ρ
#pragma once

#include <array>
#include <span>
#include <vector>

#include "lp/bundle.hpp"

namespace decawatt::lp {

class ChainCuts {
  public:
    // Number of the cut at either end of each lane's segment; -1: none.
    struct Place {
        std::array<int, kLanes> in, out;
    };
    ChainCuts(const ChainPattern& pattern, int cuts, std::vector<Place> places);

    std::size_t bundles() const { return places_.size(); }
    const BorderFactor& factor() const { return factor_; }  // of the whole chain

    // Values of the border for bundle b of the chain, given κ and λ (or their steps).
    BorderView point(std::size_t b, const Vector& shared) const { return view(b, shared, now_); }
    BorderView step(std::size_t b, const Vector& shared, bool correction) const {
        return view(b, shared, correction ? correction_ : direction_);
    }

    // Adds the sums of the bundles: returns those for κ and λ, and stores the residual of e.
    Vector measure(std::span<const BorderView> sums, ResidualSums& totals);
    bool factorise(std::span<const Bundle> bundles, double rho);
    // Right-hand side for κ and λ after the elimination of e, and then e itself.
    Vector reduce(bool correction, std::span<const BorderView> rhs);
    void solve(bool correction, const Vector& shared_step);
    void add_correction(double primal_weight) { direction_ += primal_weight * correction_; }
    void advance(double primal) { now_ += primal * direction_; }

  private:
    BorderView view(std::size_t b, const Vector& shared, const Vector& e) const;
    Vector gather(std::span<const BorderView> views) const;
    void add_factor(std::size_t b, const BundleBorderFactor& part, Matrix& own);

    const ChainPattern& pattern_;
    std::vector<Place> places_;
    int size_;  // unknowns
    Vector now_, direction_, correction_, residual_, rhs_;
    Matrix coupling_, solved_coupling_;  // Q_e,κλ ; S_ee⁻¹ of it
    Eigen::LLT<Matrix> own_factor_;
    BorderFactor factor_;
};

}  // namespace decawatt::lp
