#include "lp/bundle_border.hpp"

#include <algorithm>
#include <utility>

namespace decawatt::lp {

namespace {
constexpr int kBatchRows = 192;  // border rows (of eight lanes) gathered before one symmetric rank-k product

// Sums over the rows of each border column; the linking rows count negative.
void add_column_sums(const ChainPattern& p, int columns, int rows, const Lanes* z, const Lanes* f,
                     std::vector<Lanes>& sums) {
    for (int c = 0; c < columns; ++c) {
        Lanes value{};
        for (int r = 0; r < rows; ++r) value += z[c * rows + r] * f[r];
        Lanes& to = sums[static_cast<std::size_t>(c)];
        to = c >= p.border && c < p.shared() ? to - value : to + value;
    }
}
}  // namespace

BundleBorder::Scratch::Scratch(const ChainPattern& p)
    : share(zero_lanes(p.columns)),
      share_before(zero_lanes(p.states())),
      batch_rows(std::max(kBatchRows, p.rows())),
      diagonal(zero_lanes(p.border)),
      link_border(zero_lanes(p.links() * p.border)),
      link_link(zero_lanes(p.links() * p.links())) {
    batch = zero_lanes(batch_rows * p.shared());
}

void BundleBorder::allocate(const BundleChain& chain) {
    const ChainPattern& p = chain.pattern();
    states_.resize((p.shared() + p.states()) * p.state_rows, chain.stages());
    closing_ = zero_lanes((p.shared() + 2 * p.states()) * p.states());
}

void BundleBorder::start(const ChainPattern& pattern, double rho) {
    const auto ends = static_cast<std::size_t>(2 * pattern.states());
    rho_ = rho;
    factor_.shared.set_zero(pattern.border, pattern.links());
    factor_.ends_shared.assign(ends * static_cast<std::size_t>(pattern.shared()), Lanes{});
    factor_.ends_ends.assign(ends * ends, Lanes{});
}

void BundleBorder::add_stage(const Stage& stage, Scratch& w) {
    const BundlePoint::Columns c = stage.point.columns(stage.chain, stage.t);
    const ChainPattern& p = stage.chain.pattern();
    const Lanes* theta_inverse = stage.factor.theta_inverse(stage.t);
    for (const int j : p.carriers)
        w.share[static_cast<std::size_t>(j)] = theta_inverse[j] * c.v[j] / c.s[j] * c.upper[j];
    if (p.shared() + p.states() > 0) add_columns(stage, w);
    for (int s = 0; s < p.states(); ++s)
        w.share_before[static_cast<std::size_t>(s)] = w.share[static_cast<std::size_t>(stage.chain.state_column(s))];
}

// Column c of [V Λ] in a stage, before elimination. w.share holds θ⁻¹ω a of the stage's columns.
void BundleBorder::fill_column(const Stage& stage, int c, const Scratch& w, Lanes* x) {
    const ChainPattern& p = stage.chain.pattern();
    const BorderColumn& column = p.border_columns[static_cast<std::size_t>(c)];
    const bool capacity = c < p.border;
    const Lanes* theta_inverse = stage.factor.theta_inverse(stage.t);
    std::fill(x, x + p.rows(), Lanes{});
    const Lanes here = stage.chain.present(stage.t);
    stage.chain.with_coefficients(stage.t, [&](const auto coefficient) {
        for (const Entry& e : column.own) x[e.index] += coefficient(e) * here;
        for (const Entry& carrier : column.carriers) {
            const Lanes share = capacity ? w.share[static_cast<std::size_t>(carrier.index)]
                                         : coefficient(carrier) * theta_inverse[carrier.index];
            for (const Entry& e : p.a.of(carrier.index)) x[e.index] += coefficient(e) * share;
        }
        if (stage.t == 0) return;
        const Lanes* theta_before = stage.factor.theta_inverse(stage.t - 1);
        const auto of_before = coefficient.before();
        for (const Entry& carrier : column.state_carriers) {
            const Lanes share = capacity ? w.share_before[static_cast<std::size_t>(carrier.index)]
                                         : of_before(carrier) * theta_before[stage.chain.state_column(carrier.index)];
            for (const Entry& e : p.b.of(carrier.index)) x[p.local_rows + e.index] += coefficient(e) * share;
        }
    });
}

// L⁻¹[V Λ I_in] of a stage: the local rows into the batch, the state rows kept for the solves.
void BundleBorder::add_columns(const Stage& stage, Scratch& w) {
    const ChainPattern& p = stage.chain.pattern();
    const int rows = p.rows(), local = p.local_rows, n = p.state_rows;
    if (w.filled + rows > w.batch_rows) flush(p, w);
    Lanes* z = states_.at(stage.t);
    const Lanes* z_before = stage.t > 0 ? states_.at(stage.t - 1) : nullptr;
    const auto finish_column = [&](int c, Lanes* x) {
        stage.factor.forward_states(stage.chain, stage.t, z_before == nullptr ? nullptr : z_before + c * n, x);
    };
    for (int c = 0; c < p.shared(); ++c) {
        Lanes* x = w.batch.data() + c * w.batch_rows + w.filled;
        fill_column(stage, c, w, x);
        p.factor.forward(stage.factor.block(stage.t), x, p.border_columns[static_cast<std::size_t>(c)].reach);
        finish_column(c, x + local);
        std::copy(x + local, x + rows, z + c * n);
    }
    for (int s = 0; s < p.states(); ++s) {
        const Lanes first = stage.chain.entering(stage.t, s);
        Lanes* x = z + (p.shared() + s) * n;
        std::fill(x, x + n, Lanes{});
        stage.chain.with_coefficients(stage.t, [&](const auto coefficient) {
            for (const Entry& e : p.b.of(s)) x[e.index] += coefficient(e) * first;
        });
        finish_column(p.shared() + s, x);
    }
    w.filled += rows;
    add_ends(p, z, n, p.states());
    add_diagonals(stage, w);
}

// Z'Z of the ends of the lanes, against themselves and against κ and λ; z holds [κ λ e_in e_out], column by column.
void BundleBorder::add_ends(const ChainPattern& p, const Lanes* z, int rows, int ends) {
    const auto dot = [&](int one, int other) {
        const Lanes *a = z + one * rows, *b = z + other * rows;
        Lanes value{};
        for (int r = 0; r < rows; ++r) value += a[r] * b[r];
        return value;
    };
    for (int end = 0; end < ends; ++end) {
        for (int c = 0; c < p.shared(); ++c)
            factor_.ends_shared[static_cast<std::size_t>(end * p.shared() + c)] += dot(p.shared() + end, c);
        for (int other = 0; other < ends; ++other)
            factor_.ends_ends[static_cast<std::size_t>(end * 2 * p.states() + other)] +=
                dot(p.shared() + end, p.shared() + other);
    }
}

void BundleBorder::add_diagonals(const Stage& stage, Scratch& w) const {
    const BundlePoint::Columns c = stage.point.columns(stage.chain, stage.t);
    const ChainPattern& p = stage.chain.pattern();
    const Lanes* theta_inverse = stage.factor.theta_inverse(stage.t);
    stage.chain.with_coefficients(stage.t, [&](const auto coefficient) {
        for (const int j : p.carriers) {
            const int g = p.scaled_by[static_cast<std::size_t>(j)];
            const Lanes share = w.share[static_cast<std::size_t>(j)];  // θ⁻¹ω a
            // a² ω - a² ω² / θ, written so that nothing cancels
            if (g != kFixedBound)
                w.diagonal[static_cast<std::size_t>(g)] += share * c.upper[j] * (c.z[j] / c.x[j] + rho_);
            for (const Entry& link : p.g.of(j)) {
                if (g != kFixedBound)
                    w.link_border[static_cast<std::size_t>(g * p.links() + link.index)] += coefficient(link) * share;
                for (const Entry& other : p.g.of(j))
                    w.link_link[static_cast<std::size_t>(other.index * p.links() + link.index)] +=
                        coefficient(link) * coefficient(other) * theta_inverse[j];
            }
        }
    });
}

void BundleBorder::add_closing(const BundleChain& chain, const BundleFactor& factor, Scratch& w) {
    const ChainPattern& p = chain.pattern();
    const int n = p.states(), rows = p.state_rows, first_out = p.shared() + n;
    if (n == 0) return;
    if (w.filled + n > w.batch_rows) flush(p, w);
    const Lanes *theta_inverse = factor.theta_inverse(chain.last()), *z_last = states_.at(chain.last());
    std::fill(closing_.begin(), closing_.end(), Lanes{});
    for (int s = 0; s < n; ++s) {
        const int j = chain.state_column(s), g = p.scaled_by[static_cast<std::size_t>(j)];
        const auto at = [&](int c) -> Lanes& { return closing_[static_cast<std::size_t>(c * n + s)]; };
        if (g != kFixedBound) at(g) += chain.has_out(s) * w.share[static_cast<std::size_t>(j)];
        chain.with_coefficients(chain.last(), [&](const auto coefficient) {
            for (const Entry& link : p.g.of(j))
                at(p.border + link.index) += chain.has_out(s) * theta_inverse[j] * coefficient(link);
        });
        at(first_out + s) -= chain.has_out(s);
    }
    for (int c = 0; c < first_out + n; ++c) {
        Lanes* x = closing_.data() + c * n;
        factor.forward_closing_column(chain, c < first_out ? z_last + c * rows : nullptr, x);
        if (c < p.shared()) std::copy(x, x + n, w.batch.data() + c * w.batch_rows + w.filled);
    }
    w.filled += n;
    add_ends(p, closing_.data(), n, 2 * n);
}

void BundleBorder::flush(const ChainPattern& p, Scratch& w) {
    const int rows = std::exchange(w.filled, 0);
    if (rows == 0 || p.shared() == 0) return;
    const Eigen::Map<const Matrix, 0, Eigen::OuterStride<>> gathered(reinterpret_cast<const double*>(w.batch.data()),
                                                                     rows * kLanes, p.shared(),
                                                                     Eigen::OuterStride<>(w.batch_rows * kLanes));
    factor_.shared.schur.selfadjointView<Eigen::Lower>().rankUpdate(gathered.transpose());
}

void BundleBorder::finish(const BundleChain& chain, const BundleFactor& factor, Scratch& w) {
    add_closing(chain, factor, w);
    flush(chain.pattern(), w);
    const auto sum_into = [](const std::vector<Lanes>& lanes, double* out) {
        for (std::size_t i = 0; i < lanes.size(); ++i) out[i] = sum(lanes[i]);
    };
    sum_into(w.diagonal, factor_.shared.diagonal.data());
    sum_into(w.link_border, factor_.shared.link_border.data());
    sum_into(w.link_link, factor_.shared.link_link.data());
}

void BundleBorder::collect(const Stage& stage, const Lanes* f, std::vector<Lanes>& row,
                           std::vector<Lanes>& sums) const {
    const ChainPattern& p = stage.chain.pattern();
    const int local = p.local_rows;
    add_column_sums(p, p.shared() + p.states(), p.state_rows, states_.at(stage.t), f + local, sums);
    Lanes* x = row.data();
    std::copy(f, f + local, x);
    std::fill(x + local, x + p.rows(), Lanes{});
    p.factor.backward_local(stage.factor.block(stage.t), x);
    const Lanes here = stage.chain.present(stage.t), *theta_inverse = stage.factor.theta_inverse(stage.t);
    stage.chain.with_coefficients(stage.t, [&](const auto coefficient) {
        for (int g = 0; g < p.border; ++g)
            for (const Entry& e : p.border_columns[static_cast<std::size_t>(g)].own)
                sums[static_cast<std::size_t>(g)] += coefficient(e) * here * x[e.index];
        for (const int j : p.carriers) {
            Lanes priced{};
            for (const Entry& e : p.a.of(j)) priced += coefficient(e) * x[e.index];
            const Lanes move = theta_inverse[j] * priced;
            const int g = p.scaled_by[static_cast<std::size_t>(j)];
            if (g != kFixedBound)
                sums[static_cast<std::size_t>(g)] += stage.point.bound_pull(stage.chain, stage.t, j) * move;
            for (const Entry& link : p.g.of(j))
                sums[static_cast<std::size_t>(p.border + link.index)] -= coefficient(link) * move;
        }
    });
}

void BundleBorder::collect_closing(const ChainPattern& p, const std::vector<Lanes>& f, std::vector<Lanes>& sums) const {
    const int n = p.states(), columns = p.shared() + 2 * n;
    sums.resize(static_cast<std::size_t>(columns));
    add_column_sums(p, columns, n, closing_.data(), f.data(), sums);
}

void BundleBorder::subtract_step_closing(const ChainPattern& p, const BorderView& step, std::vector<Lanes>& f) const {
    const int n = p.states(), shared = p.shared();
    for (int c = 0; c < shared + 2 * n; ++c) {
        const auto end = static_cast<std::size_t>(c - shared);
        const Lanes move = c < shared ? all_lanes(step.shared[c])
                                      : (c < shared + n ? step.in[end] : step.out[end - static_cast<std::size_t>(n)]);
        for (int r = 0; r < n; ++r)
            f[static_cast<std::size_t>(r)] -= closing_[static_cast<std::size_t>(c * n + r)] * move;
    }
}

void BundleBorder::subtract_step(const Stage& stage, const BorderView& step, Lanes* f, std::vector<Lanes>& row,
                                 std::vector<Lanes>& pull) const {
    const ChainPattern& p = stage.chain.pattern();
    const int n = p.state_rows, local = p.local_rows;
    const Lanes *z = states_.at(stage.t), *theta_inverse = stage.factor.theta_inverse(stage.t);
    Lanes* x = row.data();
    std::fill(x, x + p.rows(), Lanes{});
    const Lanes here = stage.chain.present(stage.t);
    stage.chain.with_coefficients(stage.t, [&](const auto coefficient) {
        for (int g = 0; g < p.border; ++g)
            for (const Entry& e : p.border_columns[static_cast<std::size_t>(g)].own)
                x[e.index] += coefficient(e) * step.shared[g] * here;
        for (const int j : p.carriers) {
            const int g = p.scaled_by[static_cast<std::size_t>(j)];
            Lanes of_column{};
            if (g != kFixedBound) of_column = stage.point.bound_pull(stage.chain, stage.t, j) * step.shared[g];
            for (const Entry& link : p.g.of(j)) of_column += coefficient(link) * step.shared[p.border + link.index];
            of_column *= theta_inverse[j];
            pull[static_cast<std::size_t>(j)] = of_column;
            for (const Entry& e : p.a.of(j)) x[e.index] += coefficient(e) * of_column;
        }
    });
    p.factor.forward_local(stage.factor.block(stage.t), x);
    for (int i = 0; i < local; ++i) f[i] -= x[i];
    for (int c = 0; c < p.shared() + p.states(); ++c) {
        const Lanes move =
            c < p.shared() ? all_lanes(step.shared[c]) : step.in[static_cast<std::size_t>(c - p.shared())];
        for (int r = 0; r < n; ++r) f[local + r] -= z[c * n + r] * move;
    }
}

}  // namespace decawatt::lp
