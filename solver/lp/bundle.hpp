// A bundle: segments of one chain, one in each lane, with their part of the iterate and of every Newton step. Segments
// meet only in the states at the cuts between them (chain_cuts.hpp) and in the border.
//
// The state that enters a segment and the one that leaves it are unknowns e of the cuts. Its first stage takes B e_in
// in place of B x_{-1}; a closing block of rows, one per state column, says x_last - e_out = 0.
//
// All lanes end at the same stage; a shorter segment begins later, and an idle lane never does. A column whose bound is
// zero in a stage is off there, and so is every column before a lane begins: its unknowns rest at one and its steps at
// zero, so that the long loops need no branches; every sum leaves it out.
//
// A pass over a bundle reads each stage once. An iteration is `factorise` (with the forward half of the predictor),
// `finish_predictor`, for every corrector `begin_correction` and `finish_correction`, and `advance`.
#pragma once

#include <array>
#include <vector>

#include "lp/chain_pattern.hpp"

namespace decawatt::lp {

// Sums and maxima of a bundle, merged over bundles in their order.
struct ResidualSums {
    double primal = 0.0, dual = 0.0;  // largest residuals
    double complementarity = 0.0;     // Σ xz + sv
    double pairs = 0.0;
    double primal_objective = 0.0, dual_objective = 0.0;
    void merge(const ResidualSums& other);
};

// Weights a corrector is tried with; the step limits of all are found in one pass.
inline constexpr int kWeights = 9;
using Weights = std::array<double, kWeights>;

// A corrector aims products outside [kBoxLow, kBoxHigh] of the target back into that box (Gondzio 1996).
inline constexpr double kBoxLow = 0.1, kBoxHigh = 10.0;

// Largest relative decrease per unit of step, primal and dual, for every weight: the step limit is its inverse.
struct StepRates {
    Weights primal{}, dual{};
    void merge(const StepRates& other);
};

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

class Bundle {
  public:
    struct Segment {
        int first = 0, count = 0;  // stages; a count of zero: an idle lane
        bool has_in = false, has_out = false;
    };
    // What the border takes from a factorisation; the ends of the lanes on top: (in, out) × (κ, λ), the latter running
    // fastest, and (in, out) × (in, out), all of it.
    struct Factor {
        BorderFactor shared;
        std::vector<Lanes> ends_shared, ends_ends;
    };
    // Where a corrector wants the products: steps it aims at, and the middle of the box around them.
    struct Aim {
        double primal_step = 0.0, dual_step = 0.0, mu = 0.0;
    };

    Bundle(const ChainPattern& pattern, const Chain& chain, const Scaling& scaling,
           const std::array<Segment, kLanes>& segments);

    void load(const Chain& chain, const Scaling& scaling);  // once, before anything else: memory, and the chain's data
    const Factor& factor() const { return factor_; }

    // All products equal to μ, and the dual rows met where a box is no wider than kStartReach, at the duals of the
    // stage rows in `y` (the whole chain's, in the program's units; null: zero).
    void start(double mu, const BorderView& border, const Scaling& scaling, const Matrix* y);
    ResidualSums measure(const BorderView& border,
                         BorderView& sums);  // sums: [-C'y - Σ a v, Σ g x, -B'y_first, y_closing]
    // A step along the direction, to where the border now is, and `measure` there.
    ResidualSums advance(double primal, double dual, const BorderView& border, BorderView& sums);

    // Factorises, and begins the predictor that aims at all products equal to `target_mu`: `rhs` is the bundle's share
    // of the border's right-hand side. False where a pivot is lost.
    bool factorise(double rho, double delta, double target_mu, BorderView& rhs);
    StepRates finish_predictor(const BorderView& step);  // with the border's step known
    void begin_correction(const Aim& aim, BorderView& rhs);
    StepRates finish_correction(const BorderView& step, const Weights& weights);
    // direction := direction + weight × correction; `border_direction` is that sum for κ and λ.
    void add_correction(double primal_weight, double dual_weight, const Vector& border_direction);

    // x and y in the units of the program, into the chain's matrices.
    void write_solution(const Scaling& scaling, Matrix& x, Matrix& y) const;

  private:
    struct Rowwise {
        LaneMatrix y;
        std::vector<Lanes> closing;
    };
    struct Scratch;
    struct StageColumns;
    struct Target {
        Lanes z, v, bound;  // what xz and sv are to change by, and the residual of x + s = u
    };

    int shared() const { return pattern_.shared(); }
    int states() const { return pattern_.states(); }
    int last() const { return stages_ - 1; }
    int state_column(int s) const { return pattern_.state_columns[static_cast<std::size_t>(s)]; }
    Lanes present(int t) const;   // 1 in lanes that have begun
    Lanes entering(int t) const;  // 1 in lanes that take their initial state in this stage
    StageColumns columns(int t);
    const Lanes* next_duals(const Rowwise& rows, int t) const;  // of the state rows behind stage t
    void set_border(const BorderView& border);
    void take_scale(const Vector& border, std::vector<double>& scale) const;

    void load_duals(const Matrix& y, double scale);
    void take_products(const Lanes* values, const Lanes* before, Lanes* rows) const;  // rows -= A values + B before
    void price(const Lanes* y, const Rowwise& rows, int t, Lanes* priced) const;      // A'y_t + B'y_{t+1}
    void move_stage(int t, double primal, double dual, const std::vector<double>& scale);
    bool joining() const { return primal_weight_ != 0.0 || dual_weight_ != 0.0; }
    void join_correction(int t, const std::vector<double>& scale);
    void join_rows(int t);
    void join_closing();
    void end_joining();
    static void prefetch(const StageColumns& c, int j);
    void measure_rows(int t, Scratch& scratch, BorderView& sums, ResidualSums& totals);
    void measure_columns(int t, Scratch& scratch, ResidualSums& totals);
    void measure_closing(BorderView& sums, ResidualSums& totals);
    void finish_measure(const Scratch& scratch, BorderView& sums) const;

    void weigh(int t, Scratch& scratch);
    void assemble(int t, const Lanes* theta_before, double delta);
    bool eliminate(int t);
    bool close(double delta);
    void border_stage(int t, Scratch& scratch);
    void border_column(int t, int c, const Scratch& scratch, Lanes* x) const;
    void border_closing(Scratch& scratch);
    void border_diagonals(int t, Scratch& scratch);
    void add_ends(const Lanes* z, int rows, int ends);
    void flush_border(Scratch& scratch);
    void finish_factor(Scratch& scratch);

    Target centre_target(const StageColumns& c, int j) const;
    static Target box_target(const StageColumns& c, int j, const Aim& aim, double scale, double scale_step);
    template <bool corrector>
    Target target(const StageColumns& c, int j) const;
    template <bool corrector>
    void forward_stage(int t, Scratch& scratch);
    void forward_border(int t, const Lanes* f, Scratch& scratch) const;
    template <bool corrector>
    void forward_closing(Scratch& scratch);
    void collect_rhs(const Scratch& scratch, BorderView& rhs) const;
    template <bool corrector>
    StepRates backward(const BorderView& step, const Weights& weights);
    void backward_rows(int t, const BorderView& step, Rowwise& rows, Scratch& scratch) const;
    template <bool corrector>
    void backward_columns(int t, Scratch& scratch);

    const ChainPattern& pattern_;
    std::array<Segment, kLanes> segments_;
    int stages_ = 0, longest_delay_ = 0;
    Lanes delay_, has_in_, has_out_;  // delay: stages before a lane begins
    double quantity_;                 // of the program, in the solver's unit
    Vector border_offset_;

    LaneMatrix rhs_, upper_, cost_;  // scaled; upper_ is zero where a column is off; cost_ has one stage or all
    bool cost_varies_;
    LaneMatrix x_, z_, slack_, v_;
    // Memory is what a pass waits for: steps of the slack follow from x + s = u, those of a correction's z and v from
    // its target.
    LaneMatrix dx_, dz_, dv_, correction_x_;
    Rowwise dual_, dual_direction_, dual_correction_, residual_;
    LaneMatrix reduced_, theta_inverse_;  // reduced_: r_d

    std::vector<double> border_, scale_;  // κ and λ; and what scales each column's bound: 1 or κ
    std::vector<Lanes> border_in_, border_out_;
    std::vector<double> direction_scale_, correction_scale_;  // steps of scale_
    // A correction that has not joined the direction yet: its weights, and the direction's step of scale_ with it.
    double primal_weight_ = 0.0, dual_weight_ = 0.0;
    std::vector<double> joined_scale_;
    Aim aim_, joining_aim_;  // of the solve at hand, and of the correction that joins
    double rho_ = 0.0;

    LaneMatrix blocks_;        // factor of every stage
    LaneMatrix border_state_;  // its state rows of L⁻¹[V Λ I_in], column by column
    std::vector<Lanes> closing_coupling_, closing_block_, closing_border_;
    Factor factor_;
};

}  // namespace decawatt::lp
