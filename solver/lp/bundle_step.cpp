#include "lp/bundle_step.hpp"

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "lp/bundle_rows.hpp"

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

// One division for two.
inline BundleStep::Reciprocals BundleStep::reciprocals(Lanes x, Lanes s) {
    const Lanes both = 1.0 / (x * s);
    return {both * s, both * x};
}

// Target of the predictor, from the current point.
inline BundleStep::Target BundleStep::centre_target(const Columns& c, int j, double scale) const {
    const auto on = c.upper[j] > 0.0;
    return {where(on, aim_.mu - c.x[j] * c.z[j], Lanes{}), where(on, aim_.mu - c.s[j] * c.v[j], Lanes{}),
            where(on, c.upper[j] * scale - c.x[j] - c.s[j], Lanes{})};
}

// Target of a corrector, from the point after a trial step along the direction.
inline BundleStep::Target BundleStep::box_target(const Columns& c, int j, const Steps& steps, const Aim& aim,
                                                 double scale, double scale_step) {
    const Lanes u = c.upper[j], ds = u * (scale + scale_step) - c.x[j] - c.s[j] - steps.x;
    const auto on = u > 0.0;
    const Lanes low = (c.x[j] + aim.primal_step * steps.x) * (c.z[j] + aim.dual_step * steps.z);
    const Lanes high = (c.s[j] + aim.primal_step * ds) * (c.v[j] + aim.dual_step * steps.v);
    return {where(on, into_box(low, aim), Lanes{}), where(on, into_box(high, aim), Lanes{}), Lanes{}};
}

template <bool corrector>
inline BundleStep::Target BundleStep::target(const Columns& c, int j, const Steps& steps, double scale) const {
    if constexpr (corrector) return box_target(c, j, steps, aim_, scale, joined_scale_[static_cast<std::size_t>(j)]);
    return centre_target(c, j, scale);
}

// The direction with the deferred correction, in the pass that reads it next; the correction's steps of z and v are
// recomputed from its target.
inline BundleStep::Steps BundleStep::joined(const Columns& c, int j, const Reciprocals& inverse, double scale) const {
    Steps steps{c.dx[j], c.dz[j], c.dv[j]};
    if (!joining()) return steps;
    const auto column = static_cast<std::size_t>(j);
    const Target to = box_target(c, j, steps, joining_aim_, scale, direction_scale_[column]);
    const Lanes cx = c.cx[j], cs = c.upper[j] * correction_scale_[column] - cx;
    steps.x += primal_weight_ * cx;
    steps.z += dual_weight_ * (to.z - c.z[j] * cx) * inverse.x;
    steps.v += dual_weight_ * (to.v - c.v[j] * cs) * inverse.s;
    return steps;
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

// w.column := θ⁻¹ g, with g of (2) in docs/method/interior_point.md; and the part of the border's right-hand side that
// columns have directly.
template <bool corrector>
void BundleStep::forward_columns(const System& at, int t, Scratch& w) {
    const ChainPattern& p = at.chain.pattern();
    const std::vector<double>& scales = at.point.scale();
    const Columns c = columns(at.chain, at.point, t);
    const Lanes* theta_inverse = at.factor.theta_inverse(t);
    Lanes* moved = w.column.data();
    const int t_next = std::min(t + 1, at.chain.last());
    const Columns next = columns(at.chain, at.point, t_next);
    const Lanes* theta_next = at.factor.theta_inverse(t_next);
    at.chain.with_coefficients(t, [&](const auto coefficient) {
        for (int j = 0; j < p.columns; ++j) {
            prefetch(next, theta_next, j);
            const double scale = scales[static_cast<std::size_t>(j)];
            const Reciprocals inverse = reciprocals(c.x[j], c.s[j]);
            Steps steps{};
            if constexpr (corrector) {
                steps = joined(c, j, inverse, scale);
                if (joining()) {
                    c.dx[j] = steps.x;
                    c.dz[j] = steps.z;
                    c.dv[j] = steps.v;
                }
            }
            const Target to = target<corrector>(c, j, steps, scale);
            const Lanes omega = c.v[j] * inverse.s;
            Lanes g = to.z * inverse.x - to.v * inverse.s;
            if constexpr (!corrector) g += omega * to.bound - c.reduced[j];
            moved[j] = theta_inverse[j] * g;
            const int scaled_by = p.scaled_by[static_cast<std::size_t>(j)];
            if (scaled_by != kFixedBound)
                w.sums[static_cast<std::size_t>(scaled_by)] +=
                    c.upper[j] * (to.v * inverse.s + omega * (moved[j] - to.bound));
            for (const Entry& link : p.g.of(j))
                w.sums[static_cast<std::size_t>(p.border + link.index)] -= coefficient(link) * moved[j];
        }
    });
}

template <bool corrector>
void BundleStep::forward_stage(const System& at, int t, Scratch& w) {
    const ChainPattern& p = at.chain.pattern();
    forward_columns<corrector>(at, t, w);
    if constexpr (corrector) at.factor.prefetch(std::min(t + 1, at.chain.last()));
    const Lanes* moved = w.column.data();
    Rowwise& rows = corrector ? correction_ : direction_;
    Lanes* f = rows.y.at(t);
    if constexpr (corrector)
        std::fill(f, f + p.rows(), Lanes{});
    else
        std::copy(at.point.residual().y.at(t), at.point.residual().y.at(t) + p.rows(), f);
    at.chain.take_products(t, moved, w.before.data(), f);
    for (int s = 0; s < p.states(); ++s) w.before[static_cast<std::size_t>(s)] = moved[at.chain.state_column(s)];
    at.factor.forward(at.chain, t, t > 0 ? rows.y.at(t - 1) + p.local_rows : nullptr, f);
}

template <bool corrector>
void BundleStep::forward_closing(const System& at, Scratch& w) {
    Rowwise& rows = corrector ? correction_ : direction_;
    for (int s = 0; s < at.chain.pattern().states(); ++s) {
        const auto state = static_cast<std::size_t>(s);
        rows.closing[state] =
            (corrector ? Lanes{} : at.point.residual().closing[state]) - at.chain.has_out(s) * w.before[state];
    }
    at.factor.forward_closing(at.chain, rows.y.at(at.chain.last()) + at.chain.pattern().local_rows,
                              rows.closing.data());
}

template <bool corrector>
void BundleStep::backward_columns(const System& at, int t, Scratch& w) {
    const Columns c = columns(at.chain, at.point, t);
    const std::vector<double>& scale = at.point.scale();
    const std::vector<double>& scale_step = corrector ? correction_scale_ : direction_scale_;
    const Lanes *priced = w.column.data(), *theta_inverse = at.factor.theta_inverse(t);
    const Weights weights = w.weights;
    LaneRates primal = w.primal, dual = w.dual;  // copies: what they compare with stays in registers
    const int t_next = std::max(t - 1, 0);
    const Columns next = columns(at.chain, at.point, t_next);
    const Lanes* theta_next = at.factor.theta_inverse(t_next);
    for (int j = 0; j < at.chain.pattern().columns; ++j) {
        prefetch(next, theta_next, j);
        const auto column = static_cast<std::size_t>(j);
        const Target to = target<corrector>(c, j, {c.dx[j], c.dz[j], c.dv[j]}, scale[column]);
        const Lanes x = c.x[j], z = c.z[j], s = c.s[j], v = c.v[j], u = c.upper[j];
        const auto [inverse_low, inverse_high] = reciprocals(x * z, s * v);
        const Lanes inverse_x = inverse_low * z, inverse_z = inverse_low * x, inverse_s = inverse_high * v,
                    inverse_v = inverse_high * s;
        Lanes g = to.z * inverse_x - to.v * inverse_s;
        if constexpr (!corrector) g += v * inverse_s * to.bound - c.reduced[j];
        const Lanes dx = theta_inverse[j] * (priced[j] + g) + w.pull[column];
        const Lanes ds = to.bound + u * scale_step[column] - dx;
        const Lanes dz = (to.z - z * dx) * inverse_x, dv = (to.v - v * ds) * inverse_s;
        if constexpr (corrector) {
            const Lanes main_x = c.dx[j];
            const Lanes main_s =
                where(u > 0.0, u * (scale[column] + direction_scale_[column]) - x - s, Lanes{}) - main_x;
            primal.raise({-main_x * inverse_x, -main_s * inverse_s}, {-dx * inverse_x, -ds * inverse_s}, weights);
            dual.raise({-c.dz[j] * inverse_z, -c.dv[j] * inverse_v}, {-dz * inverse_z, -dv * inverse_v}, weights);
            c.cx[j] = dx;
        } else {
            primal.most[0] = larger(larger(-dx * inverse_x, -ds * inverse_s), primal.most[0]);
            dual.most[0] = larger(larger(-dz * inverse_z, -dv * inverse_v), dual.most[0]);
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
    take_border_step(at, step, rows, w);
    at.factor.backward_closing(at.chain, rows.closing.data());
    const Lanes* behind = rows.closing.data();
    for (int t = at.chain.last(); t >= 0; --t) {
        prefetch_rows(at, std::max(t - 1, 0));
        at.factor.backward(at.chain, t, behind, rows.y.at(t));
        behind = rows.y.at(t) + p.local_rows;
        at.chain.price(rows, t, w.column.data());
        at.border.pull({at.chain, at.point, at.factor, t}, step.shared, w.pull.data());
        backward_columns<corrector>(at, t, w);
    }
    StepRates rates;
    for (std::size_t k = 0; k < (corrector ? kWeights : 1); ++k) {
        rates.primal[k] = largest(w.primal.most[k]);
        rates.dual[k] = largest(w.dual.most[k]);
    }
    return rates;
}

void BundleStep::predict_stage(const System& at, int t, Scratch& scratch) {
    forward_stage<false>(at, t, scratch);
}

void BundleStep::finish_right_hand_side(const System& at, Scratch& scratch, BorderView& rhs) {
    forward_closing<false>(at, scratch);
    collect_border(at, direction_, scratch, rhs);
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
    forward_closing<true>(at, w);
    collect_border(at, correction_, w, rhs);
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
    const Columns c = columns(chain, point, t);
    for (int j = 0; j < chain.pattern().columns; ++j) {
        const auto column = static_cast<std::size_t>(j);
        const Lanes u = c.upper[j];
        const auto [dx, dz, dv] = joined(c, j, reciprocals(c.x[j], c.s[j]), move.scale[column]);
        const Lanes gap = u * (move.scale[column] + joined_scale_[column]) - c.x[j] - c.s[j];
        c.s[j] += move.primal * (where(u > 0.0, gap, Lanes{}) - dx);
        c.x[j] += move.primal * dx;
        c.z[j] += move.dual * dz;
        c.v[j] += move.dual * dv;
    }
}

}  // namespace decawatt::lp
