#include "lp/bundle_border.hpp"

#include <algorithm>
#include <utility>

namespace decawatt::lp {

namespace {
constexpr int kBatchRows = 192;  // border rows (of eight lanes) collected before a symmetric rank-k update

}  // namespace

BundleBorder::Scratch::Scratch(const ChainPattern& p)
    : states(zero_lanes((p.shared() + p.states()) * p.state_rows)),
      states_before(states),
      closing(zero_lanes((p.shared() + 2 * p.states()) * p.states())),
      batch_rows(std::max(kBatchRows, p.rows())),
      diagonal(zero_lanes(p.border)),
      link_border(zero_lanes(p.links() * p.border)),
      link_link(zero_lanes(p.links() * p.links())) {
    batch = zero_lanes(batch_rows * p.shared());
}

void BundleBorder::allocate(const BundleChain& chain) {
    shares_.resize(chain.pattern().scaled, chain.stages());
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
    for (int i = 0; i < p.scaled; ++i) {
        const int j = p.carriers[static_cast<std::size_t>(i)];
        shares_.at(stage.t)[i] = theta_inverse[j] * c.v[j] / c.s[j] * c.upper[j];
    }
    if (p.shared() + p.states() > 0) add_columns(stage, w);
    add_diagonals(stage, w);
}

// Column c of [V Λ] in a stage, before elimination.
void BundleBorder::fill_column(const Stage& stage, int c, Lanes* x) const {
    const ChainPattern& p = stage.chain.pattern();
    const BorderColumn& column = p.border_columns[static_cast<std::size_t>(c)];
    const bool capacity = c < p.border;
    const Lanes* theta_inverse = stage.factor.theta_inverse(stage.t);
    std::fill(x, x + p.rows(), Lanes{});
    const Lanes here = stage.chain.present(stage.t);
    stage.chain.with_coefficients(stage.t, [&](const auto coefficient) {
        for (const Entry& e : column.own) x[e.index] += coefficient(e) * here;
        for (const Entry& carrier : column.carriers) {
            const Lanes of_carrier =
                capacity ? share(p, stage.t, carrier.index) : coefficient(carrier) * theta_inverse[carrier.index];
            for (const Entry& e : p.a.of(carrier.index)) x[e.index] += coefficient(e) * of_carrier;
        }
        if (stage.t == 0) return;
        const Lanes* theta_before = stage.factor.theta_inverse(stage.t - 1);
        const auto of_before = coefficient.before();
        for (const Entry& carrier : column.state_carriers) {
            const int j = stage.chain.state_column(carrier.index);
            const Lanes of_carrier = capacity ? share(p, stage.t - 1, j) : of_before(carrier) * theta_before[j];
            for (const Entry& e : p.b.of(carrier.index)) x[p.local_rows + e.index] += coefficient(e) * of_carrier;
        }
    });
}

// L⁻¹[V Λ I_in] of a stage: the state rows of all columns are solved together.
void BundleBorder::add_columns(const Stage& stage, Scratch& w) {
    const ChainPattern& p = stage.chain.pattern();
    const int rows = p.rows(), local = p.local_rows, n = p.state_rows;
    if (w.filled + rows > w.batch_rows) flush(p, w);
    std::swap(w.states, w.states_before);
    Lanes* z = w.states.data();
    const auto in_batch = [&](int c) { return w.batch.data() + c * w.batch_rows + w.filled; };
    for (int c = 0; c < p.shared(); ++c) {
        Lanes* x = in_batch(c);
        fill_column(stage, c, x);
        p.factor.forward(stage.factor.block(stage.t), x, p.border_columns[static_cast<std::size_t>(c)].reach);
        std::copy(x + local, x + rows, z + c * n);
    }
    std::fill(z + p.shared() * n, z + (p.shared() + p.states()) * n, Lanes{});
    for (int s = 0; s < p.states() && stage.t <= stage.chain.longest_delay(); ++s)
        stage.chain.with_coefficients(stage.t, [&](const auto coefficient) {
            for (const Entry& e : p.b.of(s))
                z[(p.shared() + s) * n + e.index] += coefficient(e) * stage.chain.entering(stage.t, s);
        });
    stage.factor.forward_states(stage.chain, stage.t, p.shared() + p.states(),
                                stage.t > 0 ? w.states_before.data() : nullptr, z);
    for (int c = 0; c < p.shared(); ++c) std::copy(z + c * n, z + (c + 1) * n, in_batch(c) + local);
    w.filled += rows;
    add_ends(p, z, n, p.states());
}

// Z'Z of the ends of the lanes with themselves and with κ and λ; z: [κ λ e_in e_out], column by column.
void BundleBorder::add_ends(const ChainPattern& p, const Lanes* z, int rows, int ends) {
    const Lanes* of_ends = z + p.shared() * rows;
    triangle::add_products(rows, ends, of_ends, p.shared(), z, factor_.ends_shared.data());
    triangle::add_gram(rows, ends, of_ends, 2 * p.states(), factor_.ends_ends.data());
}

void BundleBorder::add_diagonals(const Stage& stage, Scratch& w) const {
    const BundlePoint::Columns c = stage.point.columns(stage.chain, stage.t);
    const ChainPattern& p = stage.chain.pattern();
    const Lanes* theta_inverse = stage.factor.theta_inverse(stage.t);
    stage.chain.with_coefficients(stage.t, [&](const auto coefficient) {
        for (const int j : p.carriers) {
            const int g = p.scaled_by[static_cast<std::size_t>(j)];
            const Lanes share = this->share(p, stage.t, j);
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
    const int n = p.states(), first_out = p.shared() + n;
    if (n == 0) return;
    if (w.filled + n > w.batch_rows) flush(p, w);
    const Lanes* theta_inverse = factor.theta_inverse(chain.last());
    for (int s = 0; s < n; ++s) {
        const int j = chain.state_column(s), g = p.scaled_by[static_cast<std::size_t>(j)];
        const auto at = [&](int c) -> Lanes& { return w.closing[static_cast<std::size_t>(c * n + s)]; };
        if (g != kFixedBound) at(g) += chain.has_out(s) * share(p, chain.last(), j);
        chain.with_coefficients(chain.last(), [&](const auto coefficient) {
            for (const Entry& link : p.g.of(j))
                at(p.border + link.index) += chain.has_out(s) * theta_inverse[j] * coefficient(link);
        });
        at(first_out + s) -= chain.has_out(s);
    }
    // e_out has no part in the last stage
    factor.forward_closing_columns(chain, first_out, w.states.data(), w.closing.data());
    factor.forward_closing_columns(chain, n, nullptr, w.closing.data() + first_out * n);
    for (int c = 0; c < p.shared(); ++c)
        std::copy_n(w.closing.data() + c * n, n, w.batch.data() + c * w.batch_rows + w.filled);
    w.filled += n;
    add_ends(p, w.closing.data(), n, 2 * n);
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
    const int ends = 2 * chain.pattern().states();
    for (int row = 0; row < ends; ++row)
        for (int column = row + 1; column < ends; ++column)
            factor_.ends_ends[static_cast<std::size_t>(row * ends + column)] =
                factor_.ends_ends[static_cast<std::size_t>(column * ends + row)];
    const auto sum_into = [](const std::vector<Lanes>& lanes, double* out) {
        for (std::size_t i = 0; i < lanes.size(); ++i) out[i] = sum(lanes[i]);
    };
    sum_into(w.diagonal, factor_.shared.diagonal.data());
    sum_into(w.link_border, factor_.shared.link_border.data());
    sum_into(w.link_link, factor_.shared.link_link.data());
}

void BundleBorder::collect(const Stage& stage, const Lanes* y, const Lanes* carried, std::vector<Lanes>& sums) const {
    const ChainPattern& p = stage.chain.pattern();
    const Lanes here = stage.chain.present(stage.t), *theta_inverse = stage.factor.theta_inverse(stage.t);
    stage.chain.with_coefficients(stage.t, [&](const auto coefficient) {
        for (int g = 0; g < p.border; ++g)
            for (const Entry& e : p.border_columns[static_cast<std::size_t>(g)].own)
                sums[static_cast<std::size_t>(g)] += coefficient(e) * here * y[e.index];
        for (int i = 0; i < static_cast<int>(p.carriers.size()); ++i) {
            const int j = p.carriers[static_cast<std::size_t>(i)], s = p.state_of[static_cast<std::size_t>(j)];
            Lanes priced = s < 0 ? Lanes{} : carried[s];
            for (const Entry& e : p.a.of(j)) priced += coefficient(e) * y[e.index];
            if (i < p.scaled)
                sums[static_cast<std::size_t>(p.scaled_by[static_cast<std::size_t>(j)])] +=
                    shares_.at(stage.t)[i] * priced;
            for (const Entry& link : p.g.of(j))
                sums[static_cast<std::size_t>(p.border + link.index)] -= coefficient(link) * theta_inverse[j] * priced;
        }
        for (int s = 0; s < p.states() && stage.t <= stage.chain.longest_delay(); ++s)
            for (const Entry& e : p.b.of(s))
                sums[static_cast<std::size_t>(p.shared() + s)] +=
                    stage.chain.entering(stage.t, s) * coefficient(e) * y[p.local_rows + e.index];
    });
}

void BundleBorder::pull(const Stage& stage, const Vector& shared_step, Lanes* pull) const {
    const ChainPattern& p = stage.chain.pattern();
    const Lanes* theta_inverse = stage.factor.theta_inverse(stage.t);
    stage.chain.with_coefficients(stage.t, [&](const auto coefficient) {
        for (int i = 0; i < static_cast<int>(p.carriers.size()); ++i) {
            const int j = p.carriers[static_cast<std::size_t>(i)];
            Lanes of_links{};
            for (const Entry& link : p.g.of(j)) of_links += coefficient(link) * shared_step[p.border + link.index];
            pull[j] = of_links * theta_inverse[j];
            if (i < p.scaled) pull[j] += shares_.at(stage.t)[i] * shared_step[p.scaled_by[static_cast<std::size_t>(j)]];
        }
    });
}

void BundleBorder::push(const Stage& stage, const BorderView& step, const Lanes* pull, Lanes* pull_before,
                        Lanes* rows) const {
    const ChainPattern& p = stage.chain.pattern();
    std::fill(rows, rows + p.rows(), Lanes{});
    const Lanes here = stage.chain.present(stage.t);
    stage.chain.with_coefficients(stage.t, [&](const auto coefficient) {
        for (int g = 0; g < p.border; ++g)
            for (const Entry& e : p.border_columns[static_cast<std::size_t>(g)].own)
                rows[e.index] += coefficient(e) * step.shared[g] * here;
        for (const int j : p.carriers)
            for (const Entry& e : p.a.of(j)) rows[e.index] += coefficient(e) * pull[j];
        for (int s = 0; s < p.states(); ++s) {
            if (stage.t <= stage.chain.longest_delay())
                pull_before[s] += stage.chain.entering(stage.t, s) * step.in[static_cast<std::size_t>(s)];
            for (const Entry& e : p.b.of(s)) rows[p.local_rows + e.index] += coefficient(e) * pull_before[s];
            pull_before[s] = pull[stage.chain.state_column(s)];
        }
    });
}

}  // namespace decawatt::lp
