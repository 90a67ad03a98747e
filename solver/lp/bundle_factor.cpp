// Factorisation of a bundle: M = A θ⁻¹A' + B θ⁻¹B' + δ, block tridiagonal, and the Schur complement of its border.
#include <algorithm>
#include <utility>

#include "lp/bundle_stage.hpp"

namespace decawatt::lp {

namespace {
constexpr int kBatchRows = 192;  // border rows (of eight lanes) gathered before one symmetric rank-k product

void add_products(const std::vector<Product>& products, const Lanes* theta_inverse, Lanes* block) {
    for (std::size_t i = 0; i < products.size();) {
        const int target = products[i].target;
        Lanes value = block[target];
        for (; i < products.size() && products[i].target == target; ++i)
            value += products[i].weight * theta_inverse[products[i].column];
        block[target] = value;
    }
}
}  // namespace

void Bundle::weigh(int t, Scratch& w) {
    const StageColumns c = columns(t);
    for (int j = 0; j < pattern_.columns; ++j)
        c.theta_inverse[j] = where(c.upper[j] > 0.0, 1.0 / (c.z[j] / c.x[j] + c.v[j] / c.s[j] + rho_), Lanes{});
    for (const int j : pattern_.carriers)
        w.share[static_cast<std::size_t>(j)] = c.theta_inverse[j] * c.v[j] / c.s[j] * c.upper[j];
}

void Bundle::assemble(int t, const Lanes* theta_before, double delta) {
    Lanes* block = blocks_.at(t);
    std::fill(block, block + pattern_.factor.block_size(), Lanes{});
    for (int i = 0; i < pattern_.rows(); ++i) block[pattern_.factor.position(i, i)] = all_lanes(delta);
    add_products(pattern_.own_products, theta_inverse_.at(t), block);
    add_products(pattern_.carried_products, theta_before, block);
    add_products(pattern_.coupling_products, theta_before, block);
}

bool Bundle::eliminate(int t) {
    const int states = pattern_.state_rows;
    const int* first = pattern_.coupling_first.data();
    Lanes *block = blocks_.at(t), *state = block + pattern_.factor.state_offset();
    if (!pattern_.factor.factorise_local(block)) return false;
    if (t > 0) {
        Lanes* coupling = block + pattern_.factor.coupling_offset();
        const Lanes* before = blocks_.at(t - 1) + pattern_.factor.state_offset();
        for (int c = 0; c < states; ++c) dense::solve_lower(states, before, coupling + c * states, first[c]);
        dense::subtract_gram(states, states, coupling, first, state);
    }
    return dense::cholesky(states, state);
}

bool Bundle::close(double delta) {
    const int n = states(), rows = pattern_.state_rows;
    std::fill(closing_coupling_.begin(), closing_coupling_.end(), Lanes{});
    std::fill(closing_block_.begin(), closing_block_.end(), Lanes{});
    const Lanes* theta_inverse = theta_inverse_.at(last());
    const Lanes* state = blocks_.at(last()) + pattern_.factor.state_offset();
    for (int s = 0; s < n; ++s) {
        const Lanes weight = theta_inverse[state_column(s)] * has_out_;
        Lanes* column = closing_coupling_.data() + s * rows;
        for (const Entry& e : pattern_.a.of(state_column(s))) column[e.index - pattern_.local_rows] += e.value * weight;
        dense::solve_lower(rows, state, column, pattern_.closing_first[static_cast<std::size_t>(s)]);
        closing_block_[static_cast<std::size_t>(s * n + s)] = where(has_out_ > 0.0, weight + delta, all_lanes(1.0));
    }
    dense::subtract_gram(rows, n, closing_coupling_.data(), pattern_.closing_first.data(), closing_block_.data());
    return dense::cholesky(n, closing_block_.data());
}

// Column c of [V Λ] in a stage, before elimination. w.share holds θ⁻¹ω a of the stage's columns.
void Bundle::border_column(int t, int c, const Scratch& w, Lanes* x) const {
    const BorderColumn& column = pattern_.border_columns[static_cast<std::size_t>(c)];
    const bool capacity = c < pattern_.border;
    const Lanes* theta_inverse = theta_inverse_.at(t);
    std::fill(x, x + pattern_.rows(), Lanes{});
    const Lanes here = present(t);
    for (const Entry& e : column.constants) x[e.index] += e.value * here;
    for (const Entry& carrier : column.carriers) {
        const Lanes share =
            capacity ? w.share[static_cast<std::size_t>(carrier.index)] : carrier.value * theta_inverse[carrier.index];
        for (const Entry& e : pattern_.a.of(carrier.index)) x[e.index] += e.value * share;
    }
    if (t == 0) return;
    for (const Entry& carrier : column.state_carriers) {
        const auto s = static_cast<std::size_t>(carrier.index);
        const Lanes share = capacity ? w.share_before[s] : carrier.value * w.theta_before[s];
        for (const Entry& e : pattern_.b.of(carrier.index)) x[pattern_.local_rows + e.index] += e.value * share;
    }
}

// L⁻¹[V Λ I_in] of a stage: the local rows into the batch, the state rows kept for the solves.
void Bundle::border_stage(int t, Scratch& w) {
    const int rows = pattern_.rows(), local = pattern_.local_rows, n = pattern_.state_rows;
    if (shared() + states() == 0) return;
    if (w.filled + rows > w.batch_rows) flush_border(w);
    const Lanes* block = blocks_.at(t);
    const Lanes *state = block + pattern_.factor.state_offset(), *coupling = block + pattern_.factor.coupling_offset();
    Lanes* z = border_state_.at(t);
    const Lanes* z_before = t > 0 ? border_state_.at(t - 1) : nullptr;
    const auto finish_column = [&](int c, Lanes* x) {
        if (t > 0) dense::subtract_transposed(n, n, coupling, pattern_.coupling_first.data(), z_before + c * n, x);
        dense::solve_lower(n, state, x);
    };
    for (int c = 0; c < shared(); ++c) {
        Lanes* x = w.batch.data() + c * w.batch_rows + w.filled;
        border_column(t, c, w, x);
        pattern_.factor.forward(block, x, pattern_.border_columns[static_cast<std::size_t>(c)].reach);
        finish_column(c, x + local);
        std::copy(x + local, x + rows, z + c * n);
    }
    const Lanes first = entering(t);
    for (int s = 0; s < states(); ++s) {
        Lanes* x = z + (shared() + s) * n;
        std::fill(x, x + n, Lanes{});
        for (const Entry& e : pattern_.b.of(s)) x[e.index] += e.value * first;
        finish_column(shared() + s, x);
    }
    w.filled += rows;
    add_ends(z, n, states());
    border_diagonals(t, w);
}

// Z'Z of the ends of the lanes, against themselves and against κ and λ; z holds [κ λ e_in e_out], column by column.
void Bundle::add_ends(const Lanes* z, int rows, int ends) {
    const auto dot = [&](int one, int other) {
        const Lanes *a = z + one * rows, *b = z + other * rows;
        Lanes value{};
        for (int r = 0; r < rows; ++r) value += a[r] * b[r];
        return value;
    };
    for (int end = 0; end < ends; ++end) {
        for (int c = 0; c < shared(); ++c)
            factor_.ends_shared[static_cast<std::size_t>(end * shared() + c)] += dot(shared() + end, c);
        for (int other = 0; other < ends; ++other)
            factor_.ends_ends[static_cast<std::size_t>(end * 2 * states() + other)] +=
                dot(shared() + end, shared() + other);
    }
}

void Bundle::border_closing(Scratch& w) {
    const int n = states(), rows = pattern_.state_rows, first_out = shared() + n;
    if (n == 0) return;
    if (w.filled + n > w.batch_rows) flush_border(w);
    const Lanes *theta_inverse = theta_inverse_.at(last()), *z_last = border_state_.at(last());
    std::fill(closing_border_.begin(), closing_border_.end(), Lanes{});
    for (int s = 0; s < n; ++s) {
        const int j = state_column(s), g = pattern_.scaled_by[static_cast<std::size_t>(j)];
        const auto at = [&](int c) -> Lanes& { return closing_border_[static_cast<std::size_t>(c * n + s)]; };
        if (g != kFixedBound) at(g) += has_out_ * w.share[static_cast<std::size_t>(j)];
        for (const Entry& link : pattern_.g.of(j))
            at(pattern_.border + link.index) += has_out_ * theta_inverse[j] * link.value;
        at(first_out + s) -= has_out_;
    }
    for (int c = 0; c < first_out + n; ++c) {
        Lanes* x = closing_border_.data() + c * n;
        if (c < first_out)
            dense::subtract_transposed(rows, n, closing_coupling_.data(), pattern_.closing_first.data(),
                                       z_last + c * rows, x);
        dense::solve_lower(n, closing_block_.data(), x);
        if (c < shared()) std::copy(x, x + n, w.batch.data() + c * w.batch_rows + w.filled);
    }
    w.filled += n;
    add_ends(closing_border_.data(), n, 2 * n);
}

void Bundle::border_diagonals(int t, Scratch& w) {
    const StageColumns c = columns(t);
    for (const int j : pattern_.carriers) {
        const int g = pattern_.scaled_by[static_cast<std::size_t>(j)];
        const Lanes share = w.share[static_cast<std::size_t>(j)];  // θ⁻¹ω a
        // a² ω - a² ω² / θ, written so that nothing cancels
        if (g != kFixedBound) w.diagonal[static_cast<std::size_t>(g)] += share * c.upper[j] * (c.z[j] / c.x[j] + rho_);
        for (const Entry& link : pattern_.g.of(j)) {
            if (g != kFixedBound)
                w.link_border[static_cast<std::size_t>(g * pattern_.links() + link.index)] += link.value * share;
            for (const Entry& other : pattern_.g.of(j))
                w.link_link[static_cast<std::size_t>(other.index * pattern_.links() + link.index)] +=
                    link.value * other.value * c.theta_inverse[j];
        }
    }
}

void Bundle::flush_border(Scratch& w) {
    const int rows = std::exchange(w.filled, 0);
    if (rows == 0 || shared() == 0) return;
    const Eigen::Map<const Matrix, 0, Eigen::OuterStride<>> gathered(reinterpret_cast<const double*>(w.batch.data()),
                                                                     rows * kLanes, shared(),
                                                                     Eigen::OuterStride<>(w.batch_rows * kLanes));
    factor_.shared.schur.selfadjointView<Eigen::Lower>().rankUpdate(gathered.transpose());
}

void Bundle::finish_factor(Scratch& w) {
    flush_border(w);
    const auto sum_into = [](const std::vector<Lanes>& lanes, double* out) {
        for (std::size_t i = 0; i < lanes.size(); ++i) out[i] = sum(lanes[i]);
    };
    sum_into(w.diagonal, factor_.shared.diagonal.data());
    sum_into(w.link_border, factor_.shared.link_border.data());
    sum_into(w.link_link, factor_.shared.link_link.data());
}

bool Bundle::factorise(double rho, double delta, double target_mu, BorderView& rhs) {
    const int links = pattern_.links();
    rho_ = rho;
    aim_ = {.mu = target_mu};
    factor_.shared.set_zero(pattern_.border, links);
    factor_.ends_shared.assign(static_cast<std::size_t>(2 * states() * shared()), Lanes{});
    factor_.ends_ends.assign(static_cast<std::size_t>(4 * states() * states()), Lanes{});
    Scratch w(pattern_);
    w.batch_rows = std::max(kBatchRows, pattern_.rows());
    w.batch = Scratch::lanes(w.batch_rows * shared());
    w.diagonal = Scratch::lanes(pattern_.border);
    w.link_border = Scratch::lanes(links * pattern_.border);
    w.link_link = Scratch::lanes(links * links);
    for (int t = 0; t < stages_; ++t) {
        weigh(t, w);
        assemble(t, w.theta_before.data(), delta);
        if (!eliminate(t)) return false;
        border_stage(t, w);
        for (int s = 0; s < states(); ++s) {
            w.theta_before[static_cast<std::size_t>(s)] = theta_inverse_.at(t)[state_column(s)];
            w.share_before[static_cast<std::size_t>(s)] = w.share[static_cast<std::size_t>(state_column(s))];
        }
        forward_stage<false>(t, w);
    }
    if (!close(delta)) return false;
    border_closing(w);
    forward_closing<false>(w);
    finish_factor(w);
    collect_rhs(w, rhs);
    return true;
}

}  // namespace decawatt::lp
