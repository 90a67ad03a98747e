// The border of the interior-point method: its unknowns, its residuals and its dense Newton system.
//
// Unknowns: k (boxed) and the cut states e (free) in one vector; the duals λ of the linking rows and their slacks σ.
//
//   [ S  -E' ] [Δk]   [κ]        S = θ_k + Σ P'(D + V'M⁻¹V)P ,  E = H + Gθ⁻¹ωa - Λ'M⁻¹V
//   [ E   N  ] [Δλ] = [r]        N = Gθ⁻¹G' - Λ'M⁻¹Λ + θ_σ⁻¹ + δ
#pragma once

#include <vector>

#include "lp/segment.hpp"

namespace decawatt::lp {

// Where the border columns of a segment lie among the unknowns of the border.
struct SegmentPlace {
    int chain = 0;
    int in = -1, out = -1;  // first of its cut states among the cut states; -1: none
};

class BorderBlock {
  public:
    BorderBlock(const StaircaseProgram& program, const std::vector<ChainPattern>& patterns, const Scaling& scaling,
                std::vector<SegmentPlace> places, int cut_states);

    void start(double mu);
    // The border vector [κ, λ, e_in, e_out] of a segment: at the present point, or of a step.
    Vector point_of(std::size_t segment) const { return gather(segment, now_, true); }
    Vector step_of(std::size_t segment, bool correction) const {
        return gather(segment, correction ? correction_ : direction_, false);
    }

    ResidualSums residuals(const std::vector<Vector>& segment_sums);
    bool factorise(const std::vector<Segment>& segments, double rho, double delta);
    void target_centre(double target_mu);
    void target_correction(double primal_step, double dual_step, double target_mu);
    void solve(bool correction, const std::vector<Vector>& segment_rhs);
    StepRates step_rates(const Weights& weights, bool correction) const;
    void add_correction(double primal_weight, double dual_weight);
    void step(double primal, double dual);
    void write_solution(Vector& k, Vector& lambda) const;

  private:
    struct Unknowns {  // a point or a direction
        Vector k, lambda;
        Vector low, high;  // duals of the box of k (boxed unknowns only)
        Vector sigma, z;   // slacks of the linking rows and their duals
    };
    Vector gather(std::size_t segment, const Unknowns& u, bool with_offset) const;
    void scatter(std::size_t segment, const Vector& local, Vector& k, Vector& links) const;
    void add_segment(std::size_t index, const Segment::Factor& factor, Matrix& s, Matrix& n);
    bool boxed(int i) const { return i < boxes_ && lower_[i] < upper_[i]; }
    bool still(int i) const { return i < boxes_ && lower_[i] >= upper_[i]; }  // an empty box: a constant
    bool slack(int l) const { return sign_[l] != 0.0; }

    const StaircaseProgram& program_;
    const std::vector<ChainPattern>& patterns_;
    const Scaling& scaling_;
    std::vector<SegmentPlace> places_;
    int boxes_, unknowns_, links_;
    SparseMatrix linking_;                      // H, scaled
    Vector cost_, lower_, upper_, rhs_, sign_;  // sign_ of σ in its row: +1 at most, -1 at least, 0 equal
    Unknowns now_, direction_, correction_;
    Vector below_, above_;  // k - lower and upper - k, kept apart: near a bound their difference would cancel
    Vector residual_k_, residual_link_, residual_sigma_;
    Vector target_low_, target_high_, target_sigma_;
    Vector theta_, theta_sigma_;
    Matrix coupling_, solved_coupling_;  // E ; S⁻¹ E'
    Eigen::LLT<Matrix> primal_factor_, dual_factor_;
};

}  // namespace decawatt::lp
