// Factorisation of a segment: M = A θ⁻¹ A' + δ, block tridiagonal, and the Schur complement of its border.
#include <algorithm>

#include "lp/segment.hpp"
#include "lp/small_dense.hpp"

namespace decawatt::lp {

namespace {
constexpr int kStagesPerUpdate = 32;  // border rows gathered before one symmetric rank-k product

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

void sum_products(const std::vector<Product>& products, const double* theta_inverse, double* target) {
    for (const Product& p : products) target[p.target] += p.weight * theta_inverse[p.column];
}
}  // namespace

void Segment::weigh(int t) {
    for (int j = 0; j < pattern_.columns; ++j) {
        const double theta = now_.z(j, t) / now_.x(j, t) + now_.v(j, t) / now_.s(j, t) + rho_;
        theta_inverse_(j, t) = on(j, t) ? 1.0 / theta : 0.0;
    }
}

void Segment::assemble(int t, double delta) {
    const ChainPattern& p = pattern_;
    double* b = block(t);
    const double* theta_inverse = theta_inverse_.data() + static_cast<std::ptrdiff_t>(t) * p.columns;
    std::fill(b, b + block_size_, 0.0);
    for (int i = 0; i < p.local_rows; ++i) b[i * p.local_rows + i] = delta;
    for (int i = 0; i < p.state_rows; ++i) b[state_offset_ + static_cast<std::size_t>(i * p.state_rows + i)] = delta;
    sum_products(p.local_block, theta_inverse, b);
    sum_products(p.mixed_block, theta_inverse, b + mixed_offset_);
    sum_products(p.state_block, theta_inverse, b + state_offset_);
    if (t == 0) return;
    double carried[64] = {};  // θ⁻¹ of the previous stage's state columns
    std::vector<double> many;
    double* before = carried;
    if (p.states() > 64) {
        many.resize(static_cast<std::size_t>(p.states()));
        before = many.data();
    }
    for (int s = 0; s < p.states(); ++s) before[s] = theta_inverse_(state_column(s), t - 1);
    sum_products(p.carried_block, before, b + state_offset_);
    sum_products(p.coupling_block, before, b + coupling_offset_);
}

bool Segment::eliminate(int t) {
    const int local = pattern_.local_rows, states = pattern_.state_rows;
    double* b = block(t);
    double *mixed = b + mixed_offset_, *state = b + state_offset_, *coupling = b + coupling_offset_;
    if (!small::cholesky(local, b, local)) return false;
    for (int c = 0; c < states; ++c) small::solve_lower(local, b, local, mixed + c * local);
    small::subtract_gram(local, states, mixed, state);
    if (t > 0) {
        const double* before = block(t - 1) + state_offset_;
        for (int c = 0; c < states; ++c) small::solve_lower(states, before, states, coupling + c * states);
        small::subtract_gram(states, states, coupling, state);
    }
    return small::cholesky(states, state, states);
}

bool Segment::close(double delta) {
    if (!range_.has_out) return true;
    const int n = pattern_.states(), rows = pattern_.state_rows, last = range_.count - 1;
    std::fill(closing_coupling_.begin(), closing_coupling_.end(), 0.0);
    std::fill(closing_block_.begin(), closing_block_.end(), 0.0);
    for (int s = 0; s < n; ++s) {
        const double theta_inverse = theta_inverse_(state_column(s), last);
        double* column = closing_coupling_.data() + s * rows;
        for (const Entry& e : pattern_.a.of(state_column(s)))
            column[e.index - pattern_.local_rows] += e.value * theta_inverse;
        small::solve_lower(rows, block(last) + state_offset_, rows, column);
        closing_block_[static_cast<std::size_t>(s * n + s)] = theta_inverse + delta;
    }
    small::subtract_gram(rows, n, closing_coupling_.data(), closing_block_.data());
    return small::cholesky(n, closing_block_.data(), n);
}

void Segment::border_rows(int t, double* rows) const {
    const ChainPattern& p = pattern_;
    const int width = p.border_width();
    std::fill(rows, rows + p.rows() * width, 0.0);
    for (const auto& c : p.c) rows[c.row * width + c.column] += c.value;
    // One column of the program at a time: its entries in these rows, times what it carries from κ and from the linking
    // rows.
    const auto spread = [&](int j, int time, std::span<const Entry> entries, int row_offset) {
        const double theta_inverse = theta_inverse_(j, time);
        if (theta_inverse == 0.0) return;
        const int g = p.scaled_by[static_cast<std::size_t>(j)];
        const double share =
            g == kFixedBound ? 0.0 : now_.v(j, time) / now_.s(j, time) * upper(time)[j] * theta_inverse;
        for (const Entry& e : entries) {
            double* row = rows + (row_offset + e.index) * width;
            if (g != kFixedBound) row[g] += e.value * share;
            for (const Entry& link : p.g.of(j))
                row[p.link_offset() + link.index] += e.value * theta_inverse * link.value;
        }
    };
    for (int j = 0; j < p.columns; ++j)
        if (p.scaled_by[static_cast<std::size_t>(j)] != kFixedBound || !p.g.of(j).empty()) spread(j, t, p.a.of(j), 0);
    for (int s = 0; s < p.states(); ++s) {
        if (t > 0)
            spread(state_column(s), t - 1, p.b.of(s), p.local_rows);
        else if (range_.has_in)
            for (const Entry& e : p.b.of(s)) rows[(p.local_rows + e.index) * width + p.in_offset() + s] += e.value;
    }
}

void Segment::closing_border_rows(double* rows) const {
    const ChainPattern& p = pattern_;
    const int width = p.border_width(), last = range_.count - 1;
    std::fill(rows, rows + p.states() * width, 0.0);
    for (int s = 0; s < p.states(); ++s) {
        const int j = state_column(s), g = p.scaled_by[static_cast<std::size_t>(j)];
        const double theta_inverse = theta_inverse_(j, last);
        double* row = rows + s * width;
        if (g != kFixedBound) row[g] += now_.v(j, last) / now_.s(j, last) * upper(last)[j] * theta_inverse;
        for (const Entry& link : p.g.of(j)) row[p.link_offset() + link.index] += theta_inverse * link.value;
        row[p.out_offset() + s] -= 1.0;
    }
}

void Segment::border_diagonals(int t) {
    const ChainPattern& p = pattern_;
    for (int j = 0; j < p.columns; ++j) {
        const double theta_inverse = theta_inverse_(j, t);
        if (theta_inverse == 0.0) continue;
        const int g = p.scaled_by[static_cast<std::size_t>(j)];
        const double a = upper(t)[j], omega = now_.v(j, t) / now_.s(j, t);
        // a² ω - a² ω² / θ, written so that nothing cancels
        if (g != kFixedBound)
            factor_.diagonal[g] += a * a * omega * (now_.z(j, t) / now_.x(j, t) + rho_) * theta_inverse;
        for (const Entry& link : p.g.of(j)) {
            if (g != kFixedBound) factor_.link_border(link.index, g) += link.value * theta_inverse * omega * a;
            for (const Entry& other : p.g.of(j))
                factor_.link_link(link.index, other.index) += link.value * theta_inverse * other.value;
        }
    }
}

void Segment::add_to_schur(int rows) {
    const Eigen::Map<const RowMajor> gathered(border_buffer_.data(), rows, pattern_.border_width());
    factor_.schur.selfadjointView<Eigen::Lower>().rankUpdate(gathered.transpose());
}

void Segment::factorise_border() {
    const ChainPattern& p = pattern_;
    const int width = p.border_width(), local = p.local_rows, states = p.state_rows;
    if (width == 0) return;
    // Room for a batch of stages, the closing rows, and the state rows of the stage before the batch.
    const int batch_rows = kStagesPerUpdate * p.rows();
    border_buffer_.resize(static_cast<std::size_t>((batch_rows + p.states()) * width));
    std::vector<double> before(static_cast<std::size_t>(states * width), 0.0);
    int filled = 0;
    for (int t = 0; t < range_.count; ++t) {
        if (filled + p.rows() > batch_rows) {
            add_to_schur(filled);
            filled = 0;
        }
        double* rows = border_buffer_.data() + filled * width;
        double* state_rows = rows + local * width;
        const double* b = block(t);
        border_rows(t, rows);
        small::solve_lower_rows(local, b, local, rows, width);
        for (int s = 0; s < states; ++s) {
            for (int i = 0; i < local; ++i) {
                const double w = b[mixed_offset_ + static_cast<std::size_t>(s * local + i)];
                if (w != 0.0) small::subtract_row(width, w, rows + i * width, state_rows + s * width);
            }
            for (int k = 0; t > 0 && k < states; ++k) {
                const double f = b[coupling_offset_ + static_cast<std::size_t>(s * states + k)];
                if (f != 0.0) small::subtract_row(width, f, before.data() + k * width, state_rows + s * width);
            }
        }
        small::solve_lower_rows(states, b + state_offset_, states, state_rows, width);
        std::copy(state_rows, state_rows + states * width, before.begin());
        filled += p.rows();
        border_diagonals(t);
    }
    if (range_.has_out) {
        double* rows = border_buffer_.data() + filled * width;
        closing_border_rows(rows);
        for (int s = 0; s < p.states(); ++s)
            for (int k = 0; k < states; ++k)
                small::subtract_row(width, closing_coupling_[static_cast<std::size_t>(s * states + k)],
                                    before.data() + k * width, rows + s * width);
        small::solve_lower_rows(p.states(), closing_block_.data(), p.states(), rows, width);
        filled += p.states();
    }
    add_to_schur(filled);
}

bool Segment::factorise(double rho, double delta) {
    const ChainPattern& p = pattern_;
    rho_ = rho;
    factor_.schur.setZero(p.border_width(), p.border_width());
    factor_.diagonal.setZero(p.border);
    factor_.link_border.setZero(p.links(), p.border);
    factor_.link_link.setZero(p.links(), p.links());
    for (int t = 0; t < range_.count; ++t) {
        weigh(t);
        assemble(t, delta);
        if (!eliminate(t)) return false;
    }
    if (!close(delta)) return false;
    factorise_border();
    return true;
}

}  // namespace decawatt::lp
