// The border of the interior-point method: its unknowns, its residuals and its dense Newton system.
//
// Unknowns: k (boxed), the duals λ of the linking rows and their slacks σ.
//
//   [ S  -E' ] [Δk]   [κ]        S = θ_k + Σ P'(D + V'M⁻¹V)P ,  E = H + Gθ⁻¹ωa - Λ'M⁻¹V
//   [ E   N  ] [Δλ] = [r]        N = Gθ⁻¹G' - Λ'M⁻¹Λ + θ_σ⁻¹ + δ ,   sums over the chains
#pragma once

#include <vector>

#include "lp/blocking_pair.hpp"
#include "lp/chain_cuts.hpp"
#include "lp/starting_point.hpp"

namespace decawatt::lp {

class BorderBlock {
  public:
    BorderBlock(const StaircaseProgram& program, const std::vector<ChainPattern>& patterns, const Scaling& scaling);

    void start(double mu, const StartingPoint* from);
    // [κ λ] of a chain: at the current point, or of a step.
    Vector point_of(std::size_t chain) const { return gather(chain, now_, true); }
    Vector step_of(std::size_t chain, bool correction) const {
        return gather(chain, correction ? correction_ : direction_, false);
    }

    ResidualSums residuals(const std::vector<Vector>& chain_sums);
    bool factorise(const std::vector<BorderFactor>& chains, double rho, double delta);
    void target_centre(double target_mu);
    void target_correction(const Aim& aim);
    void solve(bool correction, const std::vector<Vector>& chain_rhs);
    StepRates step_rates(const Weights& weights, bool correction) const;
    void add_correction(double primal_weight, double dual_weight);
    void step(double primal, double dual);
    void write_solution(Vector& k, Vector& lambda) const;

    // For a log: remembers the point; and the pairs that have fallen the most since then.
    void keep_point() { kept_ = {now_, below_, above_}; }
    BlockingPairs blocking_pairs() const;

  private:
    struct Unknowns {  // a point or a direction
        Vector k, lambda;
        Vector low, high;  // duals of the bounds of k (unless k is constant)
        Vector sigma, z;   // slacks of the linking rows and their duals
    };
    Vector gather(std::size_t chain, const Unknowns& u, bool with_offset) const;
    void scatter(std::size_t chain, const Vector& local, Vector& k, Vector& links) const;
    void add_chain(std::size_t index, const BorderFactor& factor, Matrix& s, Matrix& n);
    void recover(const Vector& slack_rhs, Unknowns& d) const;
    bool boxed(int i) const { return lower_[i] < upper_[i]; }
    bool still(int i) const { return lower_[i] >= upper_[i]; }  // equal bounds: a constant
    bool slack(int l) const { return sign_[l] != 0.0; }

    const StaircaseProgram& program_;
    const std::vector<ChainPattern>& patterns_;
    const Scaling& scaling_;
    int unknowns_, links_;
    SparseMatrix linking_;  // H, scaled
    Vector cost_, lower_, upper_, rhs_,
        sign_;  // sign_ of σ in its row: +1 for at most, -1 for at least, 0 for equality
    Unknowns now_, direction_, correction_;
    Vector below_, above_;  // k - lower and upper - k, stored separately, because computing them from k near a bound
                            // would lose digits
    struct Kept {
        Unknowns now;
        Vector below, above;
    } kept_;
    Vector residual_k_, residual_link_, residual_sigma_;
    Vector target_low_, target_high_, target_sigma_;
    Vector theta_, theta_sigma_;
    Matrix coupling_, solved_coupling_;  // E ; S⁻¹ E'
    Eigen::LLT<Matrix> primal_factor_, dual_factor_;
};

}  // namespace decawatt::lp
