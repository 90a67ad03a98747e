// Newton solves of a bundle: right-hand sides and forward elimination in one pass, back substitution, recovery of the
// eliminated unknowns and step rates in another.
#include <algorithm>
#include <initializer_list>
#include <utility>

#include "lp/bundle_stage.hpp"

namespace decawatt::lp {

namespace {
// What a product is to change by so that it enters Gondzio's box around the target.
inline Lanes into_box(Lanes product, double mu) {
    const Lanes low = kBoxLow * mu - product, high = larger(kBoxHigh * mu - product, all_lanes(-kBoxHigh * mu));
    return where(product < kBoxLow * mu, low, where(product > kBoxHigh * mu, high, Lanes{}));
}
}  // namespace

// To the target from where the point is.
inline Bundle::Target Bundle::centre_target(const StageColumns& c, int j) const {
    const auto on = c.upper[j] > 0.0;
    return {where(on, aim_.mu - c.x[j] * c.z[j], Lanes{}), where(on, aim_.mu - c.s[j] * c.v[j], Lanes{}),
            where(on, c.upper[j] * scale_[static_cast<std::size_t>(j)] - c.x[j] - c.s[j], Lanes{})};
}

// Into the box from where a step along the direction would lead.
inline Bundle::Target Bundle::box_target(const StageColumns& c, int j, const Aim& aim, double scale,
                                         double scale_step) {
    const Lanes u = c.upper[j], dx = c.dx[j], ds = u * (scale + scale_step) - c.x[j] - c.s[j] - dx;
    const auto on = u > 0.0;
    const Lanes low = (c.x[j] + aim.primal_step * dx) * (c.z[j] + aim.dual_step * c.dz[j]);
    const Lanes high = (c.s[j] + aim.primal_step * ds) * (c.v[j] + aim.dual_step * c.dv[j]);
    return {where(on, into_box(low, aim.mu), Lanes{}), where(on, into_box(high, aim.mu), Lanes{}), Lanes{}};
}

template <bool corrector>
inline Bundle::Target Bundle::target(const StageColumns& c, int j) const {
    const auto column = static_cast<std::size_t>(j);
    if constexpr (corrector) return box_target(c, j, aim_, scale_[column], joined_scale_[column]);
    return centre_target(c, j);
}

// The last correction joins the direction here, in the pass that next reads it; its z and v from its own target.
void Bundle::join_correction(int t, const std::vector<double>& scale) {
    if (!joining()) return;
    const StageColumns c = columns(t);
    for (int j = 0; j < pattern_.columns; ++j) {
        const auto column = static_cast<std::size_t>(j);
        const Target to = box_target(c, j, joining_aim_, scale[column], direction_scale_[column]);
        const Lanes cx = c.cx[j], cs = c.upper[j] * correction_scale_[column] - cx;
        const Lanes cz = (to.z - c.z[j] * cx) / c.x[j], cv = (to.v - c.v[j] * cs) / c.s[j];
        c.dx[j] += primal_weight_ * cx;
        c.dz[j] += dual_weight_ * cz;
        c.dv[j] += dual_weight_ * cv;
    }
}

void Bundle::join_rows(int t) {
    if (!joining()) return;
    for (int i = 0; i < pattern_.rows(); ++i) dual_direction_.y.at(t)[i] += dual_weight_ * dual_correction_.y.at(t)[i];
}

void Bundle::join_closing() {
    for (std::size_t s = 0; s < dual_direction_.closing.size(); ++s)
        dual_direction_.closing[s] += dual_weight_ * dual_correction_.closing[s];
}

void Bundle::end_joining() {
    primal_weight_ = dual_weight_ = 0.0;
    direction_scale_ = joined_scale_;
}

// Asks for the next stage's columns while this stage is worked on: a stage is many short pieces of memory, and the
// processor's own prefetching ends at every page.
inline void Bundle::prefetch(const StageColumns& c, int j) {
    for (const Lanes* lanes :
         std::initializer_list<const Lanes*>{c.x, c.z, c.s, c.v, c.theta_inverse, c.upper, c.dx, c.dz, c.dv, c.cx})
        __builtin_prefetch(lanes + j);
}

template <bool corrector>
void Bundle::forward_stage(int t, Scratch& w) {
    if constexpr (corrector) join_correction(t, scale_);
    const StageColumns c = columns(t);
    Lanes* moved = w.moved.data();
    const StageColumns next = columns(std::min(t + 1, last()));
    for (int j = 0; j < pattern_.columns; ++j) {
        prefetch(next, j);
        const Target to = target<corrector>(c, j);
        const Lanes inverse_s = 1.0 / c.s[j], omega = c.v[j] * inverse_s;
        Lanes g = to.z / c.x[j] - to.v * inverse_s;
        if constexpr (!corrector) g += omega * to.bound - c.reduced[j];
        moved[j] = c.theta_inverse[j] * g;
        const int scaled_by = pattern_.scaled_by[static_cast<std::size_t>(j)];
        if (scaled_by != kFixedBound)
            w.sums[static_cast<std::size_t>(scaled_by)] +=
                c.upper[j] * (to.v * inverse_s + omega * (moved[j] - to.bound));
        for (const Entry& link : pattern_.g.of(j))
            w.sums[static_cast<std::size_t>(pattern_.border + link.index)] -= link.value * moved[j];
    }
    Rowwise& rows = corrector ? dual_correction_ : dual_direction_;
    Lanes* f = rows.y.at(t);
    if constexpr (corrector)
        std::fill(f, f + pattern_.rows(), Lanes{});
    else
        std::copy(residual_.y.at(t), residual_.y.at(t) + pattern_.rows(), f);
    take_products(moved, w.before.data(), f);
    for (int s = 0; s < states(); ++s) w.before[static_cast<std::size_t>(s)] = moved[state_column(s)];
    const int n = pattern_.state_rows, local = pattern_.local_rows;
    const Lanes* block = blocks_.at(t);
    pattern_.factor.forward(block, f);
    if (t > 0)
        dense::subtract_transposed(n, n, block + pattern_.factor.coupling_offset(), pattern_.coupling_first.data(),
                                   rows.y.at(t - 1) + local, f + local);
    dense::solve_lower(n, block + pattern_.factor.state_offset(), f + local);
    forward_border(t, f, w);
}

// [V Λ I_in]' M⁻¹ ρ of a stage: by the kept state rows of L⁻¹[V Λ I_in], and by the columns for the local rows.
void Bundle::forward_border(int t, const Lanes* f, Scratch& w) const {
    const int n = pattern_.state_rows, local = pattern_.local_rows;
    const Lanes* z = border_state_.at(t);
    for (int c = 0; c < shared() + states(); ++c) {
        Lanes value{};
        for (int r = 0; r < n; ++r) value += z[c * n + r] * f[local + r];
        Lanes& to = w.sums[static_cast<std::size_t>(c)];
        to = c >= pattern_.border && c < shared() ? to - value : to + value;
    }
    Lanes* x = w.row.data();
    std::copy(f, f + local, x);
    std::fill(x + local, x + pattern_.rows(), Lanes{});
    pattern_.factor.backward_local(blocks_.at(t), x);
    const Lanes here = present(t), *theta_inverse = theta_inverse_.at(t);
    for (int g = 0; g < pattern_.border; ++g)
        for (const Entry& e : pattern_.border_columns[static_cast<std::size_t>(g)].constants)
            w.sums[static_cast<std::size_t>(g)] += e.value * here * x[e.index];
    for (const int j : pattern_.carriers) {
        Lanes priced{};
        for (const Entry& e : pattern_.a.of(j)) priced += e.value * x[e.index];
        const Lanes move = theta_inverse[j] * priced;
        const int g = pattern_.scaled_by[static_cast<std::size_t>(j)];
        if (g != kFixedBound)
            w.sums[static_cast<std::size_t>(g)] += v_.at(t)[j] / slack_.at(t)[j] * upper_.at(t)[j] * move;
        for (const Entry& link : pattern_.g.of(j))
            w.sums[static_cast<std::size_t>(pattern_.border + link.index)] -= link.value * move;
    }
}

template <bool corrector>
void Bundle::forward_closing(Scratch& w) {
    const int n = states(), rows = pattern_.state_rows;
    std::vector<Lanes>& f = (corrector ? dual_correction_ : dual_direction_).closing;
    const Lanes* before = (corrector ? dual_correction_ : dual_direction_).y.at(last()) + pattern_.local_rows;
    for (std::size_t s = 0; s < f.size(); ++s)
        f[s] = (corrector ? Lanes{} : residual_.closing[s]) - has_out_ * w.before[s];
    dense::subtract_transposed(rows, n, closing_coupling_.data(), pattern_.closing_first.data(), before, f.data());
    dense::solve_lower(n, closing_block_.data(), f.data());
    w.sums.resize(static_cast<std::size_t>(shared() + 2 * n));
    for (int c = 0; c < shared() + 2 * n; ++c) {
        Lanes value{};
        for (int r = 0; r < n; ++r)
            value += closing_border_[static_cast<std::size_t>(c * n + r)] * f[static_cast<std::size_t>(r)];
        Lanes& to = w.sums[static_cast<std::size_t>(c)];
        to = c >= pattern_.border && c < shared() ? to - value : to + value;
    }
}

void Bundle::collect_rhs(const Scratch& w, BorderView& rhs) const {
    rhs.set_zero(shared(), states());
    for (int c = 0; c < shared(); ++c) rhs.shared[c] = sum(w.sums[static_cast<std::size_t>(c)]);
    for (int s = 0; s < states(); ++s) {
        rhs.in[static_cast<std::size_t>(s)] = w.sums[static_cast<std::size_t>(shared() + s)];
        rhs.out[static_cast<std::size_t>(s)] = w.sums[static_cast<std::size_t>(shared() + states() + s)];
    }
}

void Bundle::begin_correction(const Aim& aim, BorderView& rhs) {
    joining_aim_ = std::exchange(aim_, aim);
    Scratch w(pattern_);
    // The rows of the last correction are still in its place: they join the direction before this one takes it.
    for (int t = 0; t < stages_; ++t) {
        join_rows(t);
        forward_stage<true>(t, w);
    }
    join_closing();
    end_joining();
    forward_closing<true>(w);
    collect_rhs(w, rhs);
}

// L⁻ᵀ of a stage, with the border's step taken off its right-hand side.
void Bundle::backward_rows(int t, const BorderView& step, Rowwise& rows, Scratch& w) const {
    const int n = pattern_.state_rows, local = pattern_.local_rows;
    const Lanes *block = blocks_.at(t), *z = border_state_.at(t), *theta_inverse = theta_inverse_.at(t);
    Lanes *f = rows.y.at(t), *x = w.row.data();
    std::fill(x, x + pattern_.rows(), Lanes{});
    const Lanes here = present(t);
    for (int g = 0; g < pattern_.border; ++g)
        for (const Entry& e : pattern_.border_columns[static_cast<std::size_t>(g)].constants)
            x[e.index] += e.value * step.shared[g] * here;
    for (const int j : pattern_.carriers) {
        const int g = pattern_.scaled_by[static_cast<std::size_t>(j)];
        Lanes pull{};
        if (g != kFixedBound) pull = v_.at(t)[j] / slack_.at(t)[j] * upper_.at(t)[j] * step.shared[g];
        for (const Entry& link : pattern_.g.of(j)) pull += link.value * step.shared[pattern_.border + link.index];
        pull *= theta_inverse[j];
        w.share[static_cast<std::size_t>(j)] = pull;
        for (const Entry& e : pattern_.a.of(j)) x[e.index] += e.value * pull;
    }
    pattern_.factor.forward_local(block, x);
    for (int i = 0; i < local; ++i) f[i] -= x[i];
    for (int c = 0; c < shared() + states(); ++c) {
        const Lanes move = c < shared() ? all_lanes(step.shared[c]) : step.in[static_cast<std::size_t>(c - shared())];
        for (int r = 0; r < n; ++r) f[local + r] -= z[c * n + r] * move;
    }
    if (t < last())
        dense::subtract_product(n, n, blocks_.at(t + 1) + pattern_.factor.coupling_offset(),
                                pattern_.coupling_first.data(), rows.y.at(t + 1) + local, f + local);
    else
        dense::subtract_product(n, states(), closing_coupling_.data(), pattern_.closing_first.data(),
                                rows.closing.data(), f + local);
    dense::solve_lower_transposed(n, block + pattern_.factor.state_offset(), f + local);
    pattern_.factor.backward(block, f);
}

template <bool corrector>
void Bundle::backward_columns(int t, Scratch& w) {
    const StageColumns c = columns(t);
    const std::vector<double>& scale_step = corrector ? correction_scale_ : direction_scale_;
    const Lanes* priced = w.column.data();
    const Weights weights = w.weights;
    std::array<Lanes, kWeights> primal = w.primal,
                                dual = w.dual;  // beside the loop's stores, so that they stay in registers
    const StageColumns next = columns(std::max(t - 1, 0));
    for (int j = 0; j < pattern_.columns; ++j) {
        prefetch(next, j);
        const auto column = static_cast<std::size_t>(j);
        const Target to = target<corrector>(c, j);
        const Lanes x = c.x[j], z = c.z[j], s = c.s[j], v = c.v[j], u = c.upper[j];
        // One division for two reciprocals.
        const Lanes both_low = 1.0 / (x * z), both_high = 1.0 / (s * v);
        const Lanes inverse_x = both_low * z, inverse_z = both_low * x, inverse_s = both_high * v,
                    inverse_v = both_high * s;
        Lanes g = to.z * inverse_x - to.v * inverse_s;
        if constexpr (!corrector) g += v * inverse_s * to.bound - c.reduced[j];
        const Lanes dx = c.theta_inverse[j] * (priced[j] + g) + w.share[column];
        const Lanes ds = to.bound + u * scale_step[column] - dx;
        const Lanes dz = (to.z - z * dx) * inverse_x, dv = (to.v - v * ds) * inverse_s;
        if constexpr (corrector) {
            const Lanes main_x = c.dx[j];
            const Lanes main_s =
                where(u > 0.0, u * (scale_[column] + direction_scale_[column]) - x - s, Lanes{}) - main_x;
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
StepRates Bundle::backward(const BorderView& step, const Weights& weights) {
    Rowwise& rows = corrector ? dual_correction_ : dual_direction_;
    std::vector<double>& scale_step = corrector ? correction_scale_ : direction_scale_;
    take_scale(step.shared, scale_step);
    if constexpr (!corrector) joined_scale_ = direction_scale_;
    Scratch w(pattern_);
    w.weights = weights;
    const int n = states();
    for (int c = 0; c < shared() + 2 * n; ++c) {
        const auto end = static_cast<std::size_t>(c - shared());
        const Lanes move = c < shared()
                               ? all_lanes(step.shared[c])
                               : (c < shared() + n ? step.in[end] : step.out[end - static_cast<std::size_t>(n)]);
        for (int r = 0; r < n; ++r)
            rows.closing[static_cast<std::size_t>(r)] -= closing_border_[static_cast<std::size_t>(c * n + r)] * move;
    }
    dense::solve_lower_transposed(n, closing_block_.data(), rows.closing.data());
    for (int t = last(); t >= 0; --t) {
        backward_rows(t, step, rows, w);
        price(rows.y.at(t), rows, t, w.column.data());
        backward_columns<corrector>(t, w);
    }
    StepRates rates;
    for (std::size_t k = 0; k < (corrector ? kWeights : 1); ++k) {
        rates.primal[k] = largest(w.primal[k]);
        rates.dual[k] = largest(w.dual[k]);
    }
    return rates;
}

StepRates Bundle::finish_predictor(const BorderView& step) {
    return backward<false>(step, {});
}

StepRates Bundle::finish_correction(const BorderView& step, const Weights& weights) {
    return backward<true>(step, weights);
}

void Bundle::add_correction(double primal_weight, double dual_weight, const Vector& border_direction) {
    primal_weight_ = primal_weight;
    dual_weight_ = dual_weight;
    take_scale(border_direction, joined_scale_);
}

void Bundle::take_scale(const Vector& border, std::vector<double>& scale) const {
    for (std::size_t j = 0; j < scale.size(); ++j)
        if (pattern_.scaled_by[j] != kFixedBound) scale[j] = border[pattern_.scaled_by[j]];
}

template void Bundle::forward_stage<false>(int, Scratch&);
template void Bundle::forward_closing<false>(Scratch&);

}  // namespace decawatt::lp
