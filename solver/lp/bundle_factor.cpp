#include "lp/bundle_factor.hpp"

#include <algorithm>

namespace decawatt::lp {

namespace {
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

void BundleFactor::allocate(const BundleChain& chain) {
    const ChainPattern& p = chain.pattern();
    theta_inverse_.resize(p.columns, chain.stages());
    blocks_.resize(p.factor.block_size(), chain.stages());
    closing_coupling_ = zero_lanes(p.state_rows * p.states());
    closing_block_ = zero_lanes(p.states() * p.states());
    theta_before_ = zero_lanes(p.states());
}

void BundleFactor::weigh(const BundleChain& chain, BundlePoint& point, int t, double rho) {
    const BundlePoint::Columns c = point.columns(chain, t);
    Lanes* theta_inverse = theta_inverse_.at(t);
    for (int j = 0; j < chain.pattern().columns; ++j)
        theta_inverse[j] = where(c.upper[j] > 0.0, 1.0 / (c.z[j] / c.x[j] + c.v[j] / c.s[j] + rho), Lanes{});
}

void BundleFactor::assemble(const BundleChain& chain, int t, double delta) {
    const ChainPattern& p = chain.pattern();
    for (int s = 0; s < p.states(); ++s)
        theta_before_[static_cast<std::size_t>(s)] = t > 0 ? theta_inverse_.at(t - 1)[chain.state_column(s)] : Lanes{};
    Lanes* block = blocks_.at(t);
    std::fill(block, block + p.factor.block_size(), Lanes{});
    for (int i = 0; i < p.rows(); ++i) block[p.factor.position(i, i)] = all_lanes(delta);
    add_products(p.own_products, theta_inverse_.at(t), block);
    add_products(p.carried_products, theta_before_.data(), block);
    add_products(p.coupling_products, theta_before_.data(), block);
    if (p.slots > 0) add_stage_products(chain, t, block);
}

void BundleFactor::add_stage_products(const BundleChain& chain, int t, Lanes* block) const {
    const ChainPattern& p = chain.pattern();
    const Lanes *here = theta_inverse_.at(t), *before = theta_before_.data();
    chain.with_coefficients(t, [&](const auto coefficient) {
        for (const StageProduct& e : p.own_by_stage)
            block[e.target] += coefficient(e.one) * coefficient(e.other) * here[e.column];
        for (const StageProduct& e : p.carried_by_stage)
            block[e.target] += coefficient(e.one) * coefficient(e.other) * before[e.column];
        if (t == 0) return;
        const auto of_before = coefficient.before();
        for (const StageProduct& e : p.coupling_by_stage)
            block[e.target] += of_before(e.one) * coefficient(e.other) * before[e.column];
    });
}

bool BundleFactor::factorise(const BundleChain& chain, int t, double delta) {
    const ChainPattern& p = chain.pattern();
    assemble(chain, t, delta);
    const int states = p.state_rows;
    const int* first = p.coupling_first.data();
    Lanes *block = blocks_.at(t), *state = block + p.factor.state_offset();
    if (!p.factor.factorise_local(block)) return false;
    if (t > 0) {
        Lanes* coupling = block + p.factor.coupling_offset();
        const Lanes* before = blocks_.at(t - 1) + p.factor.state_offset();
        for (int c = 0; c < states; ++c) dense::solve_lower(states, before, coupling + c * states, first[c]);
        dense::subtract_gram(states, states, coupling, first, state);
    }
    return dense::cholesky(states, state);
}

bool BundleFactor::close(const BundleChain& chain, double delta) {
    const ChainPattern& p = chain.pattern();
    const int n = p.states(), rows = p.state_rows;
    std::fill(closing_coupling_.begin(), closing_coupling_.end(), Lanes{});
    std::fill(closing_block_.begin(), closing_block_.end(), Lanes{});
    const Lanes* theta_inverse = theta_inverse_.at(chain.last());
    const Lanes* state = blocks_.at(chain.last()) + p.factor.state_offset();
    for (int s = 0; s < n; ++s) {
        const Lanes weight = theta_inverse[chain.state_column(s)] * chain.has_out(s);
        Lanes* column = closing_coupling_.data() + s * rows;
        chain.with_coefficients(chain.last(), [&](const auto coefficient) {
            for (const Entry& e : p.a.of(chain.state_column(s)))
                column[e.index - p.local_rows] += coefficient(e) * weight;
        });
        dense::solve_lower(rows, state, column, p.closing_first[static_cast<std::size_t>(s)]);
        closing_block_[static_cast<std::size_t>(s * n + s)] =
            where(chain.has_out(s) > 0.0, weight + delta, all_lanes(1.0));
    }
    dense::subtract_gram(rows, n, closing_coupling_.data(), p.closing_first.data(), closing_block_.data());
    return dense::cholesky(n, closing_block_.data());
}

void BundleFactor::forward_states(const BundleChain& chain, int t, const Lanes* before, Lanes* x) const {
    const ChainPattern& p = chain.pattern();
    const int n = p.state_rows;
    const Lanes* block = blocks_.at(t);
    if (before != nullptr)
        dense::subtract_transposed(n, n, block + p.factor.coupling_offset(), p.coupling_first.data(), before, x);
    dense::solve_lower(n, block + p.factor.state_offset(), x);
}

void BundleFactor::forward_closing_column(const BundleChain& chain, const Lanes* last, Lanes* x) const {
    const ChainPattern& p = chain.pattern();
    if (last != nullptr)
        dense::subtract_transposed(p.state_rows, p.states(), closing_coupling_.data(), p.closing_first.data(), last, x);
    dense::solve_lower(p.states(), closing_block_.data(), x);
}

void BundleFactor::forward(const BundleChain& chain, int t, Rowwise& rows) const {
    const ChainPattern& p = chain.pattern();
    Lanes* f = rows.y.at(t);
    p.factor.forward(blocks_.at(t), f);
    forward_states(chain, t, t > 0 ? rows.y.at(t - 1) + p.local_rows : nullptr, f + p.local_rows);
}

void BundleFactor::forward_closing(const BundleChain& chain, Rowwise& rows) const {
    forward_closing_column(chain, rows.y.at(chain.last()) + chain.pattern().local_rows, rows.closing.data());
}

void BundleFactor::backward_closing(const BundleChain& chain, Rowwise& rows) const {
    dense::solve_lower_transposed(chain.pattern().states(), closing_block_.data(), rows.closing.data());
}

void BundleFactor::backward(const BundleChain& chain, int t, Rowwise& rows) const {
    const ChainPattern& p = chain.pattern();
    const int n = p.state_rows;
    const Lanes* block = blocks_.at(t);
    Lanes *f = rows.y.at(t), *states = f + p.local_rows;
    if (t < chain.last())
        dense::subtract_product(n, n, blocks_.at(t + 1) + p.factor.coupling_offset(), p.coupling_first.data(),
                                rows.y.at(t + 1) + p.local_rows, states);
    else
        dense::subtract_product(n, p.states(), closing_coupling_.data(), p.closing_first.data(), rows.closing.data(),
                                states);
    dense::solve_lower_transposed(n, block + p.factor.state_offset(), states);
    p.factor.backward(block, f);
}

}  // namespace decawatt::lp
