// The Newton step of a bundle: a direction, at first the predictor, and a correction that may be added to it.
#pragma once

#include <array>
#include <vector>

#include "lp/border_view.hpp"
#include "lp/bundle_border.hpp"
#include "lp/bundle_chain.hpp"
#include "lp/bundle_factor.hpp"
#include "lp/bundle_point.hpp"
#include "lp/newton_sums.hpp"

namespace decawatt::lp {

// A pass is limited by memory bandwidth. To reduce it, steps of slacks are recomputed from x + s = u, and steps of a
// correction's z and v from its target.
class BundleStep {
  public:
    // The data of a solve.
    struct System {
        const BundleChain& chain;
        BundlePoint& point;
        const BundleFactor& factor;
        const BundleBorder& border;
    };
    // Working memory of a pass.
    struct Scratch {
        explicit Scratch(const ChainPattern& p)
            : column(zero_lanes(p.columns)),
              pull(zero_lanes(p.columns)),
              row(zero_lanes(p.rows())),
              states(zero_lanes(p.state_rows)),
              closing(zero_lanes(p.states())),
              before(zero_lanes(p.states())),
              carried(zero_lanes(p.states())),
              sums(zero_lanes(p.shared() + p.states())) {}
        std::vector<Lanes> column, pull;  // per column of the current stage; pull: effect of the border on carriers
        std::vector<Lanes> row;           // per row of the current stage
        std::vector<Lanes> states;        // per state row of the previous stage
        std::vector<Lanes> closing;       // per closing row
        std::vector<Lanes> before;        // per state column of the previous stage
        std::vector<Lanes> carried;       // per state column: its price in the rows of the stage behind
        std::vector<Lanes> sums;          // of the border columns κ, λ, e_in
        LaneRates primal, dual;
        Weights weights{};
    };

    void allocate(const BundleChain& chain);

    // The predictor: right-hand side and forward elimination of every stage in order, after its factorisation; then the
    // bundle's part of the border's right-hand side; and, given the border's step, the direction.
    void start_predictor(double target_mu) { aim_ = {.mu = target_mu}; }
    void predict_stage(const System& at, int t, Scratch& scratch);
    void finish_right_hand_side(const System& at, Scratch& scratch, BorderView& rhs);
    StepRates finish_predictor(const System& at, const BorderView& step);

    void begin_correction(const System& at, const Aim& aim, BorderView& rhs);
    StepRates finish_correction(const System& at, const BorderView& step, const Weights& weights);
    // direction := direction + weight × correction; `border_direction` is that sum for κ and λ. The addition is
    // deferred to the next pass that reads the correction.
    void add_correction(const ChainPattern& pattern, double primal_weight, double dual_weight,
                        const Vector& border_direction);

    // Moves the point along the direction, rows one stage ahead of columns. `scale`: scales of the bounds before the
    // step.
    struct Move {
        double primal = 0.0, dual = 0.0;
        std::vector<double> scale;
    };
    void begin_move(const Move& move, BundlePoint& point);
    void move_rows(const BundleChain& chain, int t, const Move& move, BundlePoint& point);
    void move_columns(const BundleChain& chain, int t, const Move& move, BundlePoint& point);
    void end_move() { end_joining(); }

  private:
    struct Columns : BundlePoint::Columns {
        Lanes *dx, *dz, *dv, *cx;
    };
    struct Target {
        Lanes z, v, bound;  // required changes of xz and sv, and the residual of x + s = u
    };
    struct Steps {
        Lanes x, z, v;
    };
    struct Reciprocals {
        Lanes x, s;
    };

    Columns columns(const BundleChain& chain, BundlePoint& point, int t) {
        return {point.columns(chain, t), dx_.at(t), dz_.at(t), dv_.at(t), correction_x_.at(t)};
    }
    static void prefetch(const Columns& c, const Lanes* theta_inverse, int j);

    static Reciprocals reciprocals(Lanes x, Lanes s);
    Target centre_target(const Columns& c, int j, double scale) const;
    static Target box_target(const Columns& c, int j, const Steps& steps, const Aim& aim, double scale,
                             double scale_step);
    template <bool corrector>
    Target target(const Columns& c, int j, const Steps& steps, double scale) const;

    bool joining() const { return primal_weight_ != 0.0 || dual_weight_ != 0.0; }
    Steps joined(const Columns& c, int j, const Reciprocals& inverse, double scale) const;
    void join_rows(const ChainPattern& pattern, int t);
    void join_closing();
    void end_joining();

    template <bool corrector>
    void forward_columns(const System& at, int t, Scratch& w);
    template <bool corrector>
    void forward_stage(const System& at, int t, Scratch& w);
    template <bool corrector>
    void forward_closing(const System& at, Scratch& w);
    template <bool corrector>
    StepRates backward(const System& at, const BorderView& step, const Weights& weights);
    template <bool corrector>
    void backward_columns(const System& at, int t, Scratch& w);

    LaneMatrix dx_, dz_, dv_, correction_x_;
    Rowwise direction_, correction_;
    std::vector<double> direction_scale_, correction_scale_;  // steps of the scales of bounds
    // A correction whose addition is deferred: its weights, and the step of scales including it.
    double primal_weight_ = 0.0, dual_weight_ = 0.0;
    std::vector<double> joined_scale_;
    Aim aim_, joining_aim_;  // of the current solve, and of the deferred correction
};

}  // namespace decawatt::lp
