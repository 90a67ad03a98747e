// One Newton solve of a segment: right-hand sides, chain solve, recovery of the eliminated unknowns, step rates.
#include <algorithm>

#include "lp/segment.hpp"
#include "lp/small_dense.hpp"

namespace decawatt::lp {

void Segment::target_centre(double target_mu) {
    target_z_ = (target_mu - now_.x.array() * now_.z.array()).matrix();
    target_v_ = (target_mu - now_.s.array() * now_.v.array()).matrix();
}

void Segment::target_correction(double primal_step, double dual_step, double target_mu) {
    constexpr double kLow = 0.1, kHigh = 10.0;  // Gondzio 1996: the box of acceptable products, in units of the target
    const auto correct = [&](const Matrix& x, const Matrix& dx, const Matrix& z, const Matrix& dz, Matrix& target) {
        for (Eigen::Index i = 0; i < x.size(); ++i) {
            const double product =
                (x.data()[i] + primal_step * dx.data()[i]) * (z.data()[i] + dual_step * dz.data()[i]);
            const double low = kLow * target_mu - product,
                         high = std::max(kHigh * target_mu - product, -kHigh * target_mu);
            target.data()[i] = product < kLow * target_mu ? low : (product > kHigh * target_mu ? high : 0.0);
        }
    };
    correct(now_.x, direction_.x, now_.z, direction_.z, target_z_);
    correct(now_.s, direction_.s, now_.v, direction_.v, target_v_);
}

double Segment::barrier_term(int j, int t, bool with_residuals) const {
    const double x = now_.x(j, t), s = now_.s(j, t), v = now_.v(j, t);
    const double bound = with_residuals ? upper(t)[j] * scale_[j] - x - s : 0.0;
    return (with_residuals ? -reduced_(j, t) : 0.0) + target_z_(j, t) / x - target_v_(j, t) / s + v / s * bound;
}

void Segment::row_rhs(int t, const Matrix& g, const Vector& border_step, bool with_residuals, Rowwise& out) const {
    const ChainPattern& p = pattern_;
    double* row = out.y.data() + static_cast<std::ptrdiff_t>(t) * p.rows();
    const double* residual = residual_.y.data() + static_cast<std::ptrdiff_t>(t) * p.rows();
    for (int i = 0; i < p.rows(); ++i) row[i] = with_residuals ? residual[i] : 0.0;
    for (const auto& c : p.c) row[c.row] -= c.value * border_step[c.column];
    for (int j = 0; j < p.columns; ++j) {
        const double value = theta_inverse_(j, t) * g(j, t);
        if (value == 0.0) continue;
        for (const Entry& e : p.a.of(j)) row[e.index] -= e.value * value;
    }
    if (t == 0 && !range_.has_in) return;
    for (int s = 0; s < p.states(); ++s) {
        const int j = state_column(s);
        const double value = t == 0 ? border_step[p.in_offset() + s] : theta_inverse_(j, t - 1) * g(j, t - 1);
        for (const Entry& e : p.b.of(s)) row[p.local_rows + e.index] -= e.value * value;
    }
}

void Segment::chain_solve(const Matrix& g, const Vector& border_step, bool with_residuals, Rowwise& out) const {
    const int m = pattern_.rows(), local = pattern_.local_rows, states = pattern_.state_rows, last = range_.count - 1;
    const auto rows = [&](int t) { return out.y.data() + static_cast<std::ptrdiff_t>(t) * m; };
    for (int t = 0; t <= last; ++t) {
        const double* b = block(t);
        double* y = rows(t);
        row_rhs(t, g, border_step, with_residuals, out);
        small::solve_lower(local, b, local, y);
        small::subtract_transposed(local, states, b + mixed_offset_, y, y + local);
        if (t > 0) small::subtract_transposed(states, states, b + coupling_offset_, rows(t - 1) + local, y + local);
        small::solve_lower(states, b + state_offset_, states, y + local);
    }
    if (range_.has_out) {
        const int n = pattern_.states();
        for (int s = 0; s < n; ++s)
            out.closing[s] = (with_residuals ? residual_.closing[s] : 0.0) -
                             theta_inverse_(state_column(s), last) * g(state_column(s), last) +
                             border_step[pattern_.out_offset() + s];
        small::subtract_transposed(states, n, closing_coupling_.data(), rows(last) + local, out.closing.data());
        small::solve_lower(n, closing_block_.data(), n, out.closing.data());
        small::solve_lower_transposed(n, closing_block_.data(), n, out.closing.data());
        small::subtract_product(states, n, closing_coupling_.data(), out.closing.data(), rows(last) + local);
    }
    for (int t = last; t >= 0; --t) {
        const double* b = block(t);
        double* y = rows(t);
        if (t < last)
            small::subtract_product(states, states, block(t + 1) + coupling_offset_, rows(t + 1) + local, y + local);
        small::solve_lower_transposed(states, b + state_offset_, states, y + local);
        small::subtract_product(local, states, b + mixed_offset_, y + local, y);
        small::solve_lower_transposed(local, b, local, y);
    }
}

void Segment::begin_solve(bool correction, Vector& border_rhs) {
    const ChainPattern& p = pattern_;
    Columnwise& d = correction ? correction_ : direction_;
    Rowwise& rows = correction ? dual_correction_ : dual_direction_;
    for (int t = 0; t < range_.count; ++t)
        for (int j = 0; j < p.columns; ++j) d.x(j, t) = on(j, t) ? barrier_term(j, t, !correction) : 0.0;
    const Vector still = Vector::Zero(p.border_width());
    chain_solve(d.x, still, !correction, rows);
    border_rhs.setZero(p.border_width());
    std::vector<double> priced(static_cast<std::size_t>(p.columns));
    for (int t = 0; t < range_.count; ++t) {
        transposed_product(t, rows, priced.data());
        const double* y = rows.y.data() + static_cast<std::ptrdiff_t>(t) * p.rows();
        for (const auto& c : p.c) border_rhs[c.column] += c.value * y[c.row];
        for (int j = 0; j < p.columns; ++j) {
            const int g = p.scaled_by[static_cast<std::size_t>(j)];
            if (!on(j, t) || (g == kFixedBound && p.g.of(j).empty())) continue;
            const double s = now_.s(j, t), omega = now_.v(j, t) / s, a = upper(t)[j];
            const double move = theta_inverse_(j, t) * (d.x(j, t) + priced[static_cast<std::size_t>(j)]);
            if (g != kFixedBound) {
                const double bound = correction ? 0.0 : a * scale_[j] - now_.x(j, t) - s;
                border_rhs[g] += a * (target_v_(j, t) / s - omega * bound + omega * move);
            }
            for (const Entry& link : p.g.of(j)) border_rhs[p.link_offset() + link.index] -= link.value * move;
        }
    }
    for (int s = 0; s < p.states(); ++s) {
        if (range_.has_in)
            for (const Entry& e : p.b.of(s))
                border_rhs[p.in_offset() + s] += e.value * rows.y(p.local_rows + e.index, 0);
        if (range_.has_out) border_rhs[p.out_offset() + s] -= rows.closing[s];
    }
}

void Segment::finish_stage(int t, bool with_residuals, const Vector& border_step, Columnwise& d, const Rowwise& rows,
                           double* scratch) const {
    const ChainPattern& p = pattern_;
    transposed_product(t, rows, scratch);
    for (int j = 0; j < p.columns; ++j) {
        if (!on(j, t)) {
            d.x(j, t) = d.s(j, t) = d.z(j, t) = d.v(j, t) = 0.0;
            continue;
        }
        const int g = p.scaled_by[static_cast<std::size_t>(j)];
        const double x = now_.x(j, t), z = now_.z(j, t), s = now_.s(j, t), v = now_.v(j, t), a = upper(t)[j];
        const double dx = theta_inverse_(j, t) * (scratch[j] + d.x(j, t));
        const double moved_bound = g == kFixedBound ? 0.0 : a * border_step[g];
        const double ds = (with_residuals ? a * scale_[j] - x - s : 0.0) - dx + moved_bound;
        d.x(j, t) = dx;
        d.s(j, t) = ds;
        d.z(j, t) = (target_z_(j, t) - z * dx) / x;
        d.v(j, t) = (target_v_(j, t) - v * ds) / s;
    }
}

void Segment::finish_solve(bool correction, const Vector& border_step) {
    const ChainPattern& p = pattern_;
    Columnwise& d = correction ? correction_ : direction_;
    Rowwise& rows = correction ? dual_correction_ : dual_direction_;
    for (int j = 0; j < p.columns; ++j) {
        const int g = p.scaled_by[static_cast<std::size_t>(j)];
        double price = 0.0;
        for (const Entry& link : p.g.of(j)) price += link.value * border_step[p.link_offset() + link.index];
        if (g == kFixedBound && price == 0.0) continue;
        for (int t = 0; t < range_.count; ++t) {
            if (!on(j, t)) continue;
            d.x(j, t) += price;
            if (g != kFixedBound) d.x(j, t) += now_.v(j, t) / now_.s(j, t) * upper(t)[j] * border_step[g];
        }
    }
    chain_solve(d.x, border_step, !correction, rows);
    std::vector<double> scratch(static_cast<std::size_t>(p.columns));
    for (int t = 0; t < range_.count; ++t) finish_stage(t, !correction, border_step, d, rows, scratch.data());
}

StepRates Segment::step_rates(const Weights& weights, bool correction) const {
    StepRates rates;
    const auto see = [&](const Matrix& now, const Matrix& d, const Matrix& c, Weights& rate) {
        for (Eigen::Index i = 0; i < now.size(); ++i) {
            const double inverse = -1.0 / now.data()[i];
            const double main = d.data()[i] * inverse, extra = correction ? c.data()[i] * inverse : 0.0;
            for (std::size_t w = 0; w < kWeights; ++w) rate[w] = std::max(rate[w], main + weights[w] * extra);
        }
    };
    see(now_.x, direction_.x, correction_.x, rates.primal);
    see(now_.s, direction_.s, correction_.s, rates.primal);
    see(now_.z, direction_.z, correction_.z, rates.dual);
    see(now_.v, direction_.v, correction_.v, rates.dual);
    return rates;
}

void Segment::add_correction(double primal_weight, double dual_weight) {
    direction_.x += primal_weight * correction_.x;
    direction_.s += primal_weight * correction_.s;
    direction_.z += dual_weight * correction_.z;
    direction_.v += dual_weight * correction_.v;
    dual_direction_.y += dual_weight * dual_correction_.y;
    dual_direction_.closing += dual_weight * dual_correction_.closing;
}

}  // namespace decawatt::lp
