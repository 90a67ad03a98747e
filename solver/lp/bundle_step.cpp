#include "lp/bundle_step.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace decawatt::lp {

namespace {
// Change of a complementarity product that moves it into the interval around the target (Gondzio 1996).
inline Lanes into_box(Lanes product, const Aim& aim) {
    const Lanes low = aim.low * aim.mu - product,
                high = larger(aim.high * aim.mu - product, all_lanes(-aim.high * aim.mu));
    return where(product < aim.low * aim.mu, low, where(product > aim.high * aim.mu, high, Lanes{}));
}
}  // namespace

void BundleStep::allocate(const BundleChain& chain) {
    const int n = chain.pattern().columns;
    for (LaneMatrix* m : {&dx_, &dz_, &dv_, &correction_x_}) m->resize(n, chain.stages());
    direction_ = chain.make_rows();
    correction_ = chain.make_rows();
    for (std::vector<double>* scale : {&direction_scale_, &correction_scale_, &joined_scale_})
        scale->assign(static_cast<std::size_t>(n), 0.0);
}

// Target of the predictor, from the current point.
inline BundleStep::Target BundleStep::centre_target(const Columns& c, int j, double scale) const {
    const auto on = c.upper[j] > 0.0;
    return {where(on, aim_.mu - c.x[j] * c.z[j], Lanes{}), where(on, aim_.mu - c.s[j] * c.v[j], Lanes{}),
            where(on, c.upper[j] * scale - c.x[j] - c.s[j], Lanes{})};
}

// Target of a corrector, from the point after a trial step along the direction.
inline BundleStep::Target BundleStep::box_target(const Columns& c, int j, const Aim& aim, double scale,
                                                 double scale_step) {
    const Lanes u = c.upper[j], dx = c.dx[j], ds = u * (scale + scale_step) - c.x[j] - c.s[j] - dx;
    const auto on = u > 0.0;
    const Lanes low = (c.x[j] + aim.primal_step * dx) * (c.z[j] + aim.dual_step * c.dz[j]);
    const Lanes high = (c.s[j] + aim.primal_step * ds) * (c.v[j] + aim.dual_step * c.dv[j]);
    return {where(on, into_box(low, aim), Lanes{}), where(on, into_box(high, aim), Lanes{}), Lanes{}};
}

template <bool corrector>
inline BundleStep::Target BundleStep::target(const Columns& c, int j, double scale) const {
    if constexpr (corrector) return box_target(c, j, aim_, scale, joined_scale_[static_cast<std::size_t>(j)]);
    return centre_target(c, j, scale);
}

// Adds the deferred correction to the direction, in the next pass that reads it; its steps of z and v are recomputed
// from its target.
void BundleStep::join_columns(const BundleChain& chain, BundlePoint& point, int t, const std::vector<double>& scale) {
    if (!joining()) return;
    const Columns c = columns(chain, point, t);
    for (int j = 0; j < chain.pattern().columns; ++j) {
        const auto column = static_cast<std::size_t>(j);
        const Target to = box_target(c, j, joining_aim_, scale[column], direction_scale_[column]);
        const Lanes cx = c.cx[j], cs = c.upper[j] * correction_scale_[column] - cx;
        const Lanes cz = (to.z - c.z[j] * cx) / c.x[j], cv = (to.v - c.v[j] * cs) / c.s[j];
        c.dx[j] += primal_weight_ * cx;
        c.dz[j] += dual_weight_ * cz;
        c.dv[j] += dual_weight_ * cv;
    }
}

void BundleStep::join_rows(const ChainPattern& pattern, int t) {
    if (!joining()) return;
    for (int i = 0; i < pattern.rows(); ++i) direction_.y.at(t)[i] += dual_weight_ * correction_.y.at(t)[i];
}

void BundleStep::join_closing() {
    for (std::size_t s = 0; s < direction_.closing.size(); ++s)
        direction_.closing[s] += dual_weight_ * correction_.closing[s];
}

void BundleStep::end_joining() {
    primal_weight_ = dual_weight_ = 0.0;
    direction_scale_ = joined_scale_;
}

// Prefetches the columns of the next stage: a stage consists of many short pieces of memory, and hardware prefetching
// stops at page boundaries.
inline void BundleStep::prefetch(const Columns& c, const Lanes* theta_inverse, int j) {
    for (const Lanes* lanes :
         std::initializer_list<const Lanes*>{c.x, c.z, c.s, c.v, theta_inverse, c.upper, c.dx, c.dz, c.dv, c.cx})
        __builtin_prefetch(lanes + j);
}

template <bool corrector>
void BundleStep::forward_stage(const System& at, int t, Scratch& w) {
    const ChainPattern& p = at.chain.pattern();
    const std::vector<double>& scale = at.point.scale();
    if constexpr (corrector) join_columns(at.chain, at.point, t, scale);
    const Columns c = columns(at.chain, at.point, t);
    const Lanes* theta_inverse = at.factor.theta_inverse(t);
    Lanes* moved = w.column.data();
    const int t_next = std::min(t + 1, at.chain.last());
    const Columns next = columns(at.chain, at.point, t_next);
    const Lanes* theta_next = at.factor.theta_inverse(t_next);
    at.chain.with_coefficients(t, [&](const auto coefficient) {
        for (int j = 0; j < p.columns; ++j) {
            prefetch(next, theta_next, j);
            const Target to = target<corrector>(c, j, scale[static_cast<std::size_t>(j)]);
            const Lanes inverse_s = 1.0 / c.s[j], omega = c.v[j] * inverse_s;
            Lanes g = to.z / c.x[j] - to.v * inverse_s;
            if constexpr (!corrector) g += omega * to.bound - c.reduced[j];
            moved[j] = theta_inverse[j] * g;
            const int scaled_by = p.scaled_by[static_cast<std::size_t>(j)];
            if (scaled_by != kFixedBound)
                w.sums[static_cast<std::size_t>(scaled_by)] +=
                    c.upper[j] * (to.v * inverse_s + omega * (moved[j] - to.bound));
            for (const Entry& link : p.g.of(j))
                w.sums[static_cast<std::size_t>(p.border + link.index)] -= coefficient(link) * moved[j];
        }
    });
    Rowwise& rows = corrector ? correction_ : direction_;
    Lanes* f = rows.y.at(t);
    if constexpr (corrector)
        std::fill(f, f + p.rows(), Lanes{});
    else
        std::copy(at.point.residual().y.at(t), at.point.residual().y.at(t) + p.rows(), f);
    at.chain.take_products(t, moved, w.before.data(), f);
    for (int s = 0; s < p.states(); ++s) w.before[static_cast<std::size_t>(s)] = moved[at.chain.state_column(s)];
    at.factor.forward(at.chain, t, rows);
    at.border.collect({at.chain, at.point, at.factor, t}, f, w.row, w.sums);
}

template <bool corrector>
void BundleStep::forward_closing(const System& at, Scratch& w, BorderView& rhs) {
    const ChainPattern& p = at.chain.pattern();
    Rowwise& rows = corrector ? correction_ : direction_;
    for (int s = 0; s < p.states(); ++s) {
        const auto state = static_cast<std::size_t>(s);
        rows.closing[state] =
            (corrector ? Lanes{} : at.point.residual().closing[state]) - at.chain.has_out(s) * w.before[state];
    }
    at.factor.forward_closing(at.chain, rows);
    at.border.collect_closing(p, rows.closing, w.sums);
    rhs.set_zero(p.shared(), p.states());
    for (int c = 0; c < p.shared(); ++c) rhs.shared[c] = sum(w.sums[static_cast<std::size_t>(c)]);
    for (int s = 0; s < p.states(); ++s) {
        rhs.in[static_cast<std::size_t>(s)] = w.sums[static_cast<std::size_t>(p.shared() + s)];
        rhs.out[static_cast<std::size_t>(s)] = w.sums[static_cast<std::size_t>(p.shared() + p.states() + s)];
    }
}

template <bool corrector>
void BundleStep::backward_columns(const System& at, int t, Scratch& w) {
    const Columns c = columns(at.chain, at.point, t);
    const std::vector<double>& scale = at.point.scale();
    const std::vector<double>& scale_step = corrector ? correction_scale_ : direction_scale_;
    const Lanes *priced = w.column.data(), *theta_inverse = at.factor.theta_inverse(t);
    const Weights weights = w.weights;
    std::array<Lanes, kWeights>
        primal = w.primal,
        dual = w.dual;  // local copies, so that they stay in registers in spite of the loop's stores
    const int t_next = std::max(t - 1, 0);
    const Columns next = columns(at.chain, at.point, t_next);
    const Lanes* theta_next = at.factor.theta_inverse(t_next);
    for (int j = 0; j < at.chain.pattern().columns; ++j) {
        prefetch(next, theta_next, j);
        const auto column = static_cast<std::size_t>(j);
        const Target to = target<corrector>(c, j, scale[column]);
        const Lanes x = c.x[j], z = c.z[j], s = c.s[j], v = c.v[j], u = c.upper[j];
        // One division for two reciprocals.
        const Lanes both_low = 1.0 / (x * z), both_high = 1.0 / (s * v);
        const Lanes inverse_x = both_low * z, inverse_z = both_low * x, inverse_s = both_high * v,
                    inverse_v = both_high * s;
        Lanes g = to.z * inverse_x - to.v * inverse_s;
        if constexpr (!corrector) g += v * inverse_s * to.bound - c.reduced[j];
        const Lanes dx = theta_inverse[j] * (priced[j] + g) + w.pull[column];
        const Lanes ds = to.bound + u * scale_step[column] - dx;
        const Lanes dz = (to.z - z * dx) * inverse_x, dv = (to.v - v * ds) * inverse_s;
        if constexpr (corrector) {
            const Lanes main_x = c.dx[j];
            const Lanes main_s =
                where(u > 0.0, u * (scale[column] + direction_scale_[column]) - x - s, Lanes{}) - main_x;
            const auto rate = [&](Lanes main, Lanes extra, Lanes inverse, std::array<Lanes, kWeights>& most) {
                main *= -inverse;
                extra *= -inverse;
#pragma GCC unroll 9
                for (std::size_t k = 0; k < kWeights; ++k) most[k] = larger(main + weights[k] * extra, most[k]);
            };
            rate(main_x, dx, inverse_x, primal);
            rate(main_s, ds, inverse_s, primal);
            rate(c.dz[j], dz, inverse_z, dual);
            rate(c.dv[j], dv, inverse_v, dual);
            c.cx[j] = dx;
        } else {
            primal[0] = larger(larger(-dx * inverse_x, -ds * inverse_s), primal[0]);
            dual[0] = larger(larger(-dz * inverse_z, -dv * inverse_v), dual[0]);
            c.dx[j] = dx;
            c.dz[j] = dz;
            c.dv[j] = dv;
        }
    }
    w.primal = primal;
    w.dual = dual;
}

template <bool corrector>
StepRates BundleStep::backward(const System& at, const BorderView& step, const Weights& weights) {
    const ChainPattern& p = at.chain.pattern();
    Rowwise& rows = corrector ? correction_ : direction_;
    take_scale(p, step.shared, corrector ? correction_scale_ : direction_scale_);
    if constexpr (!corrector) joined_scale_ = direction_scale_;
    Scratch w(p);
    w.weights = weights;
    at.border.subtract_step_closing(p, step, rows.closing);
    at.factor.backward_closing(at.chain, rows);
    for (int t = at.chain.last(); t >= 0; --t) {
        at.border.subtract_step({at.chain, at.point, at.factor, t}, step, rows.y.at(t), w.row, w.pull);
        at.factor.backward(at.chain, t, rows);
        at.chain.price(rows, t, w.column.data());
        backward_columns<corrector>(at, t, w);
    }
    StepRates rates;
    for (std::size_t k = 0; k < (corrector ? kWeights : 1); ++k) {
        rates.primal[k] = largest(w.primal[k]);
        rates.dual[k] = largest(w.dual[k]);
    }
    return rates;
}

void BundleStep::predict_stage(const System& at, int t, Scratch& scratch) {
    forward_stage<false>(at, t, scratch);
}

void BundleStep::finish_right_hand_side(const System& at, Scratch& scratch, BorderView& rhs) {
    forward_closing<false>(at, scratch, rhs);
}

StepRates BundleStep::finish_predictor(const System& at, const BorderView& step) {
    return backward<false>(at, step, {});
}

void BundleStep::begin_correction(const System& at, const Aim& aim, BorderView& rhs) {
    joining_aim_ = std::exchange(aim_, aim);
    Scratch w(at.chain.pattern());
    // The buffer still has the rows of the last correction: they are added to the direction before being overwritten.
    for (int t = 0; t < at.chain.stages(); ++t) {
        join_rows(at.chain.pattern(), t);
        forward_stage<true>(at, t, w);
    }
    join_closing();
    end_joining();
    forward_closing<true>(at, w, rhs);
}

StepRates BundleStep::finish_correction(const System& at, const BorderView& step, const Weights& weights) {
    return backward<true>(at, step, weights);
}

void BundleStep::add_correction(const ChainPattern& pattern, double primal_weight, double dual_weight,
                                const Vector& border_direction) {
    primal_weight_ = primal_weight;
    dual_weight_ = dual_weight;
    take_scale(pattern, border_direction, joined_scale_);
}

void BundleStep::begin_move(const Move& move, BundlePoint& point) {
    joining_aim_ = aim_;
    join_closing();
    std::vector<Lanes>& closing = point.dual().closing;
    for (std::size_t s = 0; s < closing.size(); ++s) closing[s] += move.dual * direction_.closing[s];
}

void BundleStep::move_rows(const BundleChain& chain, int t, const Move& move, BundlePoint& point) {
    join_rows(chain.pattern(), t);
    Lanes* y = point.dual().y.at(t);
    for (int i = 0; i < chain.pattern().rows(); ++i) y[i] += move.dual * direction_.y.at(t)[i];
}

void BundleStep::move_columns(const BundleChain& chain, int t, const Move& move, BundlePoint& point) {
    if (move.primal == 0.0 && move.dual == 0.0) return;
    join_columns(chain, point, t, move.scale);
    const Columns c = columns(chain, point, t);
    for (int j = 0; j < chain.pattern().columns; ++j) {
        const auto column = static_cast<std::size_t>(j);
        const Lanes u = c.upper[j], dx = c.dx[j];
        const Lanes gap = u * (move.scale[column] + joined_scale_[column]) - c.x[j] - c.s[j];
        c.s[j] += move.primal * (where(u > 0.0, gap, Lanes{}) - dx);
        c.x[j] += move.primal * dx;
        c.z[j] += move.dual * c.dz[j];
        c.v[j] += move.dual * c.dv[j];
    }
}

}  // namespace decawatt::lp
