// A segment: consecutive stages of a chain, with its part of the iterate and of every Newton step. Segments meet only
// in the border.
//
// The state that enters a segment and the one that leaves it are border variables e. The first stage takes B e_in in
// place of B x_{-1}; a closing block of rows, one per state column, says x_last - e_out = 0.
//
// A border vector of a segment holds [κ, λ, e_in, e_out] in the layout of ChainPattern. A column whose bound is zero in
// a stage is off there: its unknowns rest at one and its steps at zero, so that the long loops need no branches; every
// sum leaves it out.
#pragma once

#include <array>
#include <vector>

#include "lp/chain_pattern.hpp"

namespace decawatt::lp {

// Sums and maxima of a segment, merged over segments in their order.
struct ResidualSums {
    double primal = 0.0, bound = 0.0, dual = 0.0;  // largest residuals
    double complementarity = 0.0;                  // Σ xz + sv
    double pairs = 0.0;
    double primal_objective = 0.0, dual_objective = 0.0;
    void merge(const ResidualSums& other);
};

// Weights a corrector is tried with; the step limits of all are found in one pass.
inline constexpr int kWeights = 9;
using Weights = std::array<double, kWeights>;

// Largest relative decrease per unit of step, primal and dual, for every weight: the step limit is its inverse.
struct StepRates {
    Weights primal{}, dual{};
    void merge(const StepRates& other);
};

class Segment {
  public:
    struct Range {
        int first = 0, count = 0;  // stages
        bool has_in = false, has_out = false;
    };
    // What the border system takes from a segment's factorisation.
    struct Factor {
        Matrix schur;                   // [V Λ]' M⁻¹ [V Λ], lower triangle
        Vector diagonal;                // Σ a² ω (z/x) / θ, of κ
        Matrix link_border, link_link;  // G θ⁻¹ ω a ; G θ⁻¹ G'
    };

    Segment(const ChainPattern& pattern, const Chain& chain, const Scaling& scaling, Range range);

    const Factor& factor() const { return factor_; }

    // Bounds in force at κ. Call after every change of the border, before anything else.
    void set_border(const Vector& border);
    void start(double mu);                       // x in the middle of its box, z and v from the costs
    void step(double primal, double dual);       // along `direction`
    ResidualSums residuals(Vector& border_sum);  // border_sum: [-C'y - Σ a v, Σ g x, -B'y_first, y_closing]

    bool factorise(double rho, double delta);  // false where a pivot is lost
    void target_centre(double target_mu);      // the next solve aims at xz = sv = target_mu
    void target_correction(double primal_step, double dual_step,
                           double target_mu);  // and this one at Gondzio's box around it
    // First half of a solve: the border stands still; returns the segment's share of the border's right-hand side.
    void begin_solve(bool correction, Vector& border_rhs);
    // Second half, with the border's step known.
    void finish_solve(bool correction, const Vector& border_step);
    StepRates step_rates(const Weights& weights, bool correction) const;  // of direction + weight × correction
    void add_correction(double primal_weight, double dual_weight);

    // x and y in the units of the program, into the chain's matrices.
    void write_solution(const Scaling& scaling, Matrix& x, Matrix& y) const;

  private:
    struct Columnwise {  // columns × stages
        Matrix x, z, s, v;
    };
    struct Rowwise {
        Matrix y;  // reordered rows × stages
        Vector closing;
    };

    double* block(int t) { return blocks_.data() + static_cast<std::size_t>(t) * block_size_; }
    const double* block(int t) const { return blocks_.data() + static_cast<std::size_t>(t) * block_size_; }
    const double* upper(int t) const {
        return chain_.upper.data() + static_cast<std::ptrdiff_t>(range_.first + t) * pattern_.columns;
    }
    double cost(int j, int t) const { return chain_.cost_at(j, range_.first + t) * cost_scale_; }
    bool on(int j, int t) const { return upper(t)[j] > 0.0 && !pattern_.closed[static_cast<std::size_t>(j)]; }
    int state_column(int s) const { return pattern_.state_columns[static_cast<std::size_t>(s)]; }

    void stage_residual(int t, Vector& border_sum, ResidualSums& sums);
    void closing_residual(Vector& border_sum, ResidualSums& sums);
    void weigh(int t);  // θ⁻¹ of a stage
    void assemble(int t, double delta);
    bool eliminate(int t);
    bool close(double delta);
    void border_rows(int t, double* rows) const;  // [V Λ] of a stage
    void closing_border_rows(double* rows) const;
    void border_diagonals(int t);
    void factorise_border();
    void add_to_schur(int rows);
    double barrier_term(int j, int t, bool with_residuals) const;  // g
    void row_rhs(int t, const Matrix& g, const Vector& border_step, bool with_residuals, Rowwise& out) const;
    void chain_solve(const Matrix& g, const Vector& border_step, bool with_residuals, Rowwise& out) const;
    void transposed_product(int t, const Rowwise& rows, double* out) const;  // out := A'y_t + B'y_{t+1}
    void finish_stage(int t, bool with_residuals, const Vector& border_step, Columnwise& d, const Rowwise& rows,
                      double* scratch) const;

    const ChainPattern& pattern_;
    const Chain& chain_;
    Range range_;
    double cost_scale_, rhs_scale_;
    double rho_ = 0.0;
    Vector border_, scale_;  // scale_, per column: 1/quantity, or κ
    Columnwise now_, direction_, correction_;
    Rowwise dual_, dual_direction_, dual_correction_, residual_;
    Matrix reduced_, theta_inverse_, target_z_, target_v_;  // reduced_: r_d
    // Factor of a stage: L of the local block, W = L⁻¹ M_LS, L of the state block, F = L_{t-1}⁻¹ M_{t-1,t}.
    std::vector<double> blocks_;
    std::size_t block_size_, mixed_offset_, state_offset_, coupling_offset_;
    std::vector<double> closing_coupling_, closing_block_;
    std::vector<double> border_buffer_;
    Factor factor_;
};

}  // namespace decawatt::lp
