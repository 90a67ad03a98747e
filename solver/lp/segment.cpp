// Iterate and residuals of a segment; segment_factor.cpp and segment_solve.cpp have the Newton step.
#include "lp/segment.hpp"

#include <algorithm>
#include <cmath>

namespace decawatt::lp {

void ResidualSums::merge(const ResidualSums& other) {
    // A NaN must survive the merge: std::max would drop it.
    const auto worse = [](double a, double b) { return b > a || std::isnan(b) ? b : a; };
    primal = worse(primal, other.primal);
    bound = worse(bound, other.bound);
    dual = worse(dual, other.dual);
    complementarity += other.complementarity;
    pairs += other.pairs;
    primal_objective += other.primal_objective;
    dual_objective += other.dual_objective;
}

void StepRates::merge(const StepRates& other) {
    for (std::size_t w = 0; w < kWeights; ++w) {
        primal[w] = std::max(primal[w], other.primal[w]);
        dual[w] = std::max(dual[w], other.dual[w]);
    }
}

Segment::Segment(const ChainPattern& pattern, const Chain& chain, const Scaling& scaling, Range range)
    : pattern_(pattern),
      chain_(chain),
      range_(range),
      cost_scale_(1.0 / scaling.cost),
      rhs_scale_(1.0 / scaling.quantity) {
    const int n = pattern.columns, stages = range.count, closing = range.has_out ? pattern.states() : 0;
    for (Columnwise* c : {&now_, &direction_, &correction_})
        for (Matrix* m : {&c->x, &c->z, &c->s, &c->v}) m->setConstant(n, stages, c == &now_ ? 1.0 : 0.0);
    for (Rowwise* r : {&dual_, &dual_direction_, &dual_correction_, &residual_}) {
        r->y.setZero(pattern.rows(), stages);
        r->closing.setZero(closing);
    }
    for (Matrix* m : {&reduced_, &theta_inverse_, &target_z_, &target_v_}) m->setZero(n, stages);
    const auto size = [](int rows, int columns) {
        return static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    };
    mixed_offset_ = size(pattern.local_rows, pattern.local_rows);
    state_offset_ = mixed_offset_ + size(pattern.local_rows, pattern.state_rows);
    coupling_offset_ = state_offset_ + size(pattern.state_rows, pattern.state_rows);
    block_size_ = coupling_offset_ + size(pattern.state_rows, pattern.state_rows);
    blocks_.assign(block_size_ * static_cast<std::size_t>(stages), 0.0);
    closing_coupling_.assign(size(pattern.state_rows, closing), 0.0);
    closing_block_.assign(size(closing, closing), 0.0);
    scale_.setConstant(n, rhs_scale_);
}

void Segment::set_border(const Vector& border) {
    border_ = border;
    for (int j = 0; j < pattern_.columns; ++j) {
        const int g = pattern_.scaled_by[static_cast<std::size_t>(j)];
        if (g != kFixedBound) scale_[j] = border_[g];
    }
}

void Segment::start(double mu) {
    for (int t = 0; t < range_.count; ++t)
        for (int j = 0; j < pattern_.columns; ++j) {
            if (!on(j, t)) continue;
            const double half = 0.5 * upper(t)[j] * scale_[j], c = cost(j, t), weight = mu / half;
            now_.x(j, t) = now_.s(j, t) = half;
            // z - v = c, and both near mu/x where the cost is small: the dual rows hold at y = 0
            const double middle = std::sqrt(0.25 * c * c + weight * weight);
            now_.z(j, t) = middle + 0.5 * c + 1e-3 * weight;
            now_.v(j, t) = middle - 0.5 * c + 1e-3 * weight;
        }
}

void Segment::step(double primal, double dual) {
    now_.x += primal * direction_.x;
    now_.s += primal * direction_.s;
    now_.z += dual * direction_.z;
    now_.v += dual * direction_.v;
    dual_.y += dual * dual_direction_.y;
    dual_.closing += dual * dual_direction_.closing;
}

void Segment::transposed_product(int t, const Rowwise& rows, double* out) const {
    const double* y = rows.y.data() + static_cast<std::ptrdiff_t>(t) * pattern_.rows();
    for (int j = 0; j < pattern_.columns; ++j) {
        double sum = 0.0;
        for (const Entry& e : pattern_.a.of(j)) sum += e.value * y[e.index];
        out[j] = sum;
    }
    const bool last = t + 1 == range_.count;
    if (last && !range_.has_out) return;
    const double* next = last ? nullptr : y + pattern_.rows() + pattern_.local_rows;
    for (int s = 0; s < pattern_.states(); ++s) {
        if (last) {
            out[state_column(s)] += rows.closing[s];
            continue;
        }
        for (const Entry& e : pattern_.b.of(s)) out[state_column(s)] += e.value * next[e.index];
    }
}

void Segment::stage_residual(int t, Vector& border_sum, ResidualSums& sums) {
    const ChainPattern& p = pattern_;
    const double* a = upper(t);
    double* row = residual_.y.data() + static_cast<std::ptrdiff_t>(t) * p.rows();
    const double* y = dual_.y.data() + static_cast<std::ptrdiff_t>(t) * p.rows();
    for (int i = 0; i < p.rows(); ++i) {
        const int r = p.row_of[static_cast<std::size_t>(i)];
        row[r] = chain_.rhs(i, range_.first + t) * rhs_scale_;
        sums.dual_objective += row[r] * y[r];
    }
    for (const auto& c : p.c) {
        row[c.row] -= c.value * border_[c.column];
        border_sum[c.column] -= c.value * y[c.row];
        sums.dual_objective -= c.value * chain_.border_offset[c.column] * rhs_scale_ * y[c.row];
    }
    for (int s = 0; s < p.states(); ++s) {  // B x_{t-1}
        const int j = state_column(s);
        const bool first = t == 0;
        if (first && !range_.has_in) continue;
        const double before = first ? border_[p.in_offset() + s] : (on(j, t - 1) ? now_.x(j, t - 1) : 0.0);
        for (const Entry& e : p.b.of(s)) {
            row[p.local_rows + e.index] -= e.value * before;
            if (first) border_sum[p.in_offset() + s] -= e.value * y[p.local_rows + e.index];
        }
    }
    double* reduced = reduced_.data() + static_cast<std::ptrdiff_t>(t) * p.columns;
    transposed_product(t, dual_, reduced);
    for (int j = 0; j < p.columns; ++j) {
        if (!on(j, t)) {
            reduced[j] = 0.0;
            continue;
        }
        const double x = now_.x(j, t), z = now_.z(j, t), s = now_.s(j, t), v = now_.v(j, t), c = cost(j, t);
        const int g = p.scaled_by[static_cast<std::size_t>(j)];
        for (const Entry& e : p.a.of(j)) row[e.index] -= e.value * x;
        double priced = reduced[j];
        for (const Entry& e : p.g.of(j)) {
            priced += e.value * border_[p.link_offset() + e.index];
            border_sum[p.link_offset() + e.index] += e.value * x;
        }
        reduced[j] = c - priced - z + v;
        sums.dual = std::max(sums.dual, std::abs(reduced[j]));
        sums.bound = std::max(sums.bound, std::abs(a[j] * scale_[j] - x - s));
        sums.complementarity += x * z + s * v;
        sums.pairs += 2.0;
        sums.primal_objective += c * x;
        if (g == kFixedBound)
            sums.dual_objective -= a[j] * rhs_scale_ * v;
        else {
            sums.dual_objective -= a[j] * chain_.border_offset[g] * rhs_scale_ * v;
            border_sum[g] -= a[j] * v;
        }
    }
    for (int i = 0; i < p.rows(); ++i)
        sums.primal = std::isnan(row[i]) ? row[i] : std::max(sums.primal, std::abs(row[i]));
}

void Segment::closing_residual(Vector& border_sum, ResidualSums& sums) {
    if (!range_.has_out) return;
    const int last = range_.count - 1;
    for (int s = 0; s < pattern_.states(); ++s) {
        const int j = state_column(s);
        residual_.closing[s] = border_[pattern_.out_offset() + s] - (on(j, last) ? now_.x(j, last) : 0.0);
        border_sum[pattern_.out_offset() + s] += dual_.closing[s];
        sums.primal = std::max(sums.primal, std::abs(residual_.closing[s]));
    }
}

ResidualSums Segment::residuals(Vector& border_sum) {
    ResidualSums sums;
    border_sum.setZero(pattern_.border_width());
    for (int t = 0; t < range_.count; ++t) stage_residual(t, border_sum, sums);
    closing_residual(border_sum, sums);
    return sums;
}

void Segment::write_solution(const Scaling& scaling, Matrix& x, Matrix& y) const {
    for (int t = 0; t < range_.count; ++t) {
        for (int j = 0; j < pattern_.columns; ++j)
            x(j, range_.first + t) =
                on(j, t) ? std::clamp(now_.x(j, t), 0.0, upper(t)[j] * scale_[j]) * scaling.quantity : 0.0;
        for (int i = 0; i < pattern_.rows(); ++i)
            y(i, range_.first + t) = dual_.y(pattern_.row_of[static_cast<std::size_t>(i)], t) * scaling.cost;
    }
}

}  // namespace decawatt::lp
