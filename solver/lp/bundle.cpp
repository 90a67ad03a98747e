#include "lp/bundle.hpp"

namespace decawatt::lp {

void Bundle::load(const Chain& chain, const Scaling& scaling) {
    point_.allocate(chain_);
    factor_.allocate(chain_);
    border_.allocate(chain_);
    step_.allocate(chain_);
    chain_.load(chain, scaling);
}

void Bundle::start(double mu, const BorderView& border, const Scaling& scaling, const Matrix* y) {
    point_.set_border(chain_.pattern(), border);
    point_.start(chain_, mu, scaling, y);
}

ResidualSums Bundle::measure(const BorderView& border, BorderView& sums) {
    return advance(0.0, 0.0, border, sums);
}

ResidualSums Bundle::advance(double primal, double dual, const BorderView& border, BorderView& sums) {
    const ChainPattern& pattern = chain_.pattern();
    const BundleStep::Move move{primal, dual, point_.scale()};
    point_.set_border(pattern, border);
    sums.set_zero(pattern.shared(), pattern.states());
    BundlePoint::Scratch scratch(pattern);
    ResidualSums totals;
    step_.begin_move(move, point_);
    step_.move_rows(chain_, 0, move, point_);
    for (int t = 0; t < chain_.stages(); ++t) {
        if (t < chain_.last()) step_.move_rows(chain_, t + 1, move, point_);
        step_.move_columns(chain_, t, move, point_);
        point_.measure_stage(chain_, t, scratch, sums, totals);
    }
    step_.end_move();
    point_.finish_measure(chain_, scratch, sums, totals);
    return totals;
}

bool Bundle::factorise(double rho, double delta, double target_mu, BorderView& rhs) {
    const ChainPattern& pattern = chain_.pattern();
    BundleBorder::Scratch of_border(pattern);
    BundleStep::Scratch of_step(pattern);
    border_.start(pattern, rho);
    step_.start_predictor(target_mu);
    for (int t = 0; t < chain_.stages(); ++t) {
        factor_.weigh(chain_, point_, t, rho);
        if (!factor_.factorise(chain_, t, delta)) return false;
        border_.add_stage({chain_, point_, factor_, t}, of_border);
        step_.predict_stage(system(), t, of_step);
    }
    if (!factor_.close(chain_, delta)) return false;
    border_.finish(chain_, factor_, of_border);
    step_.finish_right_hand_side(system(), of_step, rhs);
    return true;
}

StepRates Bundle::finish_predictor(const BorderView& step) {
    return step_.finish_predictor(system(), step);
}

void Bundle::begin_correction(const Aim& aim, BorderView& rhs) {
    step_.begin_correction(system(), aim, rhs);
}

StepRates Bundle::finish_correction(const BorderView& step, const Weights& weights) {
    return step_.finish_correction(system(), step, weights);
}

void Bundle::add_correction(double primal_weight, double dual_weight, const Vector& border_direction) {
    step_.add_correction(chain_.pattern(), primal_weight, dual_weight, border_direction);
}

void Bundle::write_solution(const Scaling& scaling, Matrix& x, Matrix& y) const {
    point_.write_solution(chain_, scaling, x, y);
}

}  // namespace decawatt::lp
